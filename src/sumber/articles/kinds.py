"""What a block of a page can be: the labels that labels.py gives and settle.py settles."""

BODY, SUBHEAD, TITLE, CAPTION, BYLINE, DATE, CREDIT, PROMO, COMMENT, TAIL, FURNITURE = (
    "body", "subheading", "title", "caption", "byline", "date", "credit", "promo", "comment", "tail", "furniture",
)  # fmt: skip

TEXT = frozenset((BODY, SUBHEAD))
"""What paragraphs of an article are."""
