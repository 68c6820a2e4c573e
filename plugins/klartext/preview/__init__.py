"""The preview on a writer's own machine: built again on each change, reloaded in the browser, never from elsewhere."""
