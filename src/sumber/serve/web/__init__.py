"""The web pages: one module a view, templates that escape everything, strings by language as data, nothing from elsewhere."""
