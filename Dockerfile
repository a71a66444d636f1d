# The webhook for production: `back-routine serve` and what it needs, nothing of the speaker or the tests.
#   docker build -t back-routine .
#   docker run -p 8000:8000 -v back-routine:/app/var -e BACK_ROUTINE_SKILL_ID=amzn1.ask.skill... back-routine
ARG PYTHON=python:3.13-slim

FROM ${PYTHON} AS parts
COPY requirements/serve.lock /tmp/serve.lock
RUN python -m venv /parts \
 && /parts/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/serve.lock

FROM ${PYTHON}
ENV PATH=/parts/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BACK_ROUTINE_HOST=0.0.0.0 \
    BACK_ROUTINE_PORT=8000
RUN useradd --system --home-dir /app --create-home --uid 10001 routine \
 && install -d -o routine /app/var
WORKDIR /app
COPY --from=parts /parts /parts
COPY LICENSE ./
COPY skill ./skill
# Compiled here, since the one who serves may not write beside the code.
RUN python -m compileall -q skill
USER routine
VOLUME /app/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["python", "-c", \
 "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"BACK_ROUTINE_PORT\"]}/healthz', timeout=2)"]
CMD ["python", "-m", "skill", "serve"]
