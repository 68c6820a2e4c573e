"""Code is highlighted as Markdown's own extension does it, whatever stands before it."""

from __future__ import annotations

from markdown import Markdown

from klartext.markdown_reader.quick_markdown import QuickMarkdown

TEXT = """
```python
a = 1
```

```{ .python hl_lines="2" }
a = 1
b = 2
```

```{ .python linenums=1 }
a = 1
```

```
a = 1
```

    :::python
    a = 1
"""


def test_code_is_highlighted_as_codehilite_does_it() -> None:
    extensions = ["extra", "codehilite"]
    html = QuickMarkdown(extensions=extensions).convert(TEXT)
    assert html == Markdown(extensions=extensions).convert(TEXT)
    assert html.count('class="hll"') == 1
