# The board, and nothing that only building or testing needs. It runs as nobody in particular, and
# writes to no disk of its own: boards are in PostgreSQL, secrets in a volume.
FROM python:3.11.14-slim-bookworm AS built
WORKDIR /coproduce
COPY requirements/run.txt requirements/servers.txt requirements/
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
        -r requirements/run.txt -r requirements/servers.txt

FROM python:3.11.14-slim-bookworm
ENV PATH=/coproduce/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin coproduce
WORKDIR /coproduce
COPY --from=built /coproduce/.venv .venv
COPY manage.py ./
COPY deploy deploy
COPY coproduce coproduce
COPY boards boards
COPY sessions sessions
COPY templates templates
COPY static static
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["deploy/start"]
