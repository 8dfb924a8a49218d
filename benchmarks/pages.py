"""How many pages a second one core turns into articles.

usage: python benchmarks/pages.py PATH...     files or folders; pages are read first, then timed in CPU seconds, best of three
"""

import sys
import time

from sumber.articles.extract import extract_page
from sumber.pages.files import find_pages, read_page
from sumber.types import Page, Refusal


def main(paths: list[str]) -> None:
    found = [path for path in find_pages(paths) if not isinstance(path, Refusal)]
    pages = [page for page in map(read_page, found) if isinstance(page, Page)]
    if not pages:
        sys.exit(__doc__)
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for page in pages:
            extract_page(page)
        best = min(best, time.process_time() - begun)
    size = sum(len(page.data) for page in pages) / 1e6
    print(f"{len(pages)} pages, {size:.0f} MB: {len(pages) / best:.0f} pages/s, {size / best:.0f} MB/s on one core")


if __name__ == "__main__":
    main(sys.argv[1:])
