"""Tables of a page as the texts of their cells."""

import re


def rows(text: str, table: str) -> list[list[str]]:
    found = re.search(rf'id="{table}".*?</section>', text, re.S)
    assert found, table
    body = re.search(r"<tbody>(.*?)</tbody>", found.group(), re.S)
    lines = re.findall(r"<tr>(.*?)</tr>", body.group(1), re.S) if body else []
    cells = [re.findall(r"<td.*?</td>", line, re.S) for line in lines]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in line] for line in cells]
