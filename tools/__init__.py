"""Scripts for the makers of Klartext; the built site needs none of them."""
