"""REST under /v1: what the commands tell, by the same words."""

from fastapi import APIRouter, Depends

from sumber.serve.api import articles, events, exports, facts, judgements, search, stories
from sumber.serve.api.answering import acceptable
from sumber.serve.freshness import fresh
from sumber.serve.problems import documented

router = APIRouter(
    prefix="/v1",
    dependencies=[Depends(acceptable), Depends(fresh)],
    responses=documented(400, 401, 404, 406, 422, 429, 500, 503),
)
for part in (articles, stories, events, facts, search, exports, judgements):
    router.include_router(part.router)
