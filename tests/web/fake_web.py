"""A web by table: an address answers with what stands beside it, one item a request, the last one for ever."""

import asyncio
from contextlib import asynccontextmanager

import httpx

from citecheck.settings import Settings
from citecheck.web import Client


class Stream(httpx.AsyncByteStream):
    def __init__(self, chunks):
        self._chunks = chunks

    async def __aiter__(self):
        for chunk in self._chunks:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk


def reply(status, headers=(), body=b""):
    """A response whose body is bytes, or a list of chunks in which an exception breaks it off."""
    chunks = body if isinstance(body, list) else [body]
    return lambda: httpx.Response(status, headers=list(headers), stream=Stream(chunks))


def redirect(status, target, *cookies):
    return reply(status, [("location", target), *[("set-cookie", cookie) for cookie in cookies]])


class Web(httpx.AsyncBaseTransport):
    """*pages* by address; whatever is not in it answers *other*.

    A request takes *seconds*, or what a function of its address says.
    """

    def __init__(self, pages=(), seconds=0.0, other=None):
        self._pages = {
            url: list(answers) if isinstance(answers, list) else [answers]
            for url, answers in dict(pages).items()
        }
        self._other = other or reply(200)
        self.time, self._seconds = None, seconds
        self.requests = []
        self.starts = []
        self.running = self.most_running = 0

    async def handle_async_request(self, request):
        self.requests.append(request)
        if self.time is not None:
            self.starts.append(self.time.now)
        answers = self._pages.get(str(request.url), [self._other])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            seconds = self._seconds(str(request.url)) if callable(self._seconds) else self._seconds
            if self.time is not None and seconds:
                await self.time.sleep(seconds)
            await asyncio.sleep(0)
            if isinstance(answer, Exception):
                raise answer
            return answer()
        finally:
            self.running -= 1

    def now_says(self, url, answer):
        """Let *url* give *answer* from now on."""
        self._pages[url] = [answer]

    @property
    def asked(self):
        return [str(request.url) for request in self.requests]

    def starts_at(self, part):
        """When each request began whose address contains *part*."""
        return [start for start, url in zip(self.starts, self.asked, strict=True) if part in url]


class Time:
    """A clock that stands still while anything can run and then jumps to the earliest sleeper."""

    def __init__(self):
        self.now = 0.0
        self.slept = []
        self._sleepers = []
        self._waker = None

    def clock(self):
        return self.now

    async def sleep(self, seconds):
        self.slept.append(seconds)
        woken = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + seconds, len(self.slept), woken))
        if self._waker is None or self._waker.done():
            self._waker = asyncio.ensure_future(self._wake())
        await woken

    async def _wake(self):
        while self._sleepers:
            for _ in range(50):
                await asyncio.sleep(0)
            if self._sleepers:
                self._sleepers.sort(key=lambda sleeper: sleeper[:2])
                when, _, woken = self._sleepers.pop(0)
                if not woken.done():  # one who gave up waiting moves no clock
                    self.now = max(self.now, when)
                    woken.set_result(None)


@asynccontextmanager
async def client_over(web, *, resolve=None, **settings):
    """A client over *web*, whose clock jumps; without a pause unless one is given.

    With *resolve*, names are looked up before their hosts are asked, as over a real network.
    """
    time = Time()
    web.time = time
    options = Settings(**{"delay": 0.0, "retries": 2, **settings})
    waits = {"sleep": time.sleep, "clock": time.clock, "random": lambda: 1.0}
    async with Client(options, transport=web, resolve=resolve, **waits) as client:
        client.time = time
        yield client


async def visited(client, urls, *manner):
    """Visit *urls*; return what came of each."""
    return {url: outcome async for url, outcome in client.visit(urls, *manner)}


def ask(pages, url, *manner, **settings):
    """Ask one address of a web by table; return the outcome and the web."""
    web = Web(pages)

    async def run():
        async with client_over(web, **settings) as client:
            return await client.get(url, *manner)

    return asyncio.run(run()), web
