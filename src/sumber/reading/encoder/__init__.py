"""One multilingual encoder with many heads: `predict` reads sentences, `tokenizer` counts their sub-tokens."""

from sumber.reading.encoder.predict import predict
from sumber.reading.encoder.tokenizer import tokenizer

__all__ = ["predict", "tokenizer"]
