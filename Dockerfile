# The webhook for production: `back-routine serve` and what it needs, nothing of the speaker or the tests.
#   docker build -t back-routine .
#   docker run --read-only -p 8000:8000 -v back-routine:/app/var -e BACK_ROUTINE_SKILL_ID=amzn1.ask.skill... back-routine
ARG PYTHON=python:3.13-slim

# What installs stays in this stage: the folder it fills holds no pip.
FROM ${PYTHON} AS parts
COPY requirements/serve.lock /tmp/serve.lock
RUN python3 -m venv /tmp/pip \
 && python3 -m venv --without-pip /parts \
 && /tmp/pip/bin/pip --python /parts/bin/python install \
    --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes -r /tmp/serve.lock

FROM ${PYTHON}
ENV PATH=/parts/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    BACK_ROUTINE_HOST=0.0.0.0 \
    BACK_ROUTINE_PORT=8000
RUN useradd --system --home-dir /app --create-home --uid 10001 --shell /usr/sbin/nologin routine \
 && install -d -o routine /app/var
WORKDIR /app
COPY --from=parts /parts /parts
COPY LICENSE ./
COPY skill ./skill
# Compiled here, since the one who serves may not write beside the code.
RUN python -m compileall -q skill
USER 10001
# All that is ever written: a diary in SQLite. Small files that die with the server are kept in /dev/shm.
VOLUME /app/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["python", "-c", \
 "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"BACK_ROUTINE_PORT\"]}/healthz', timeout=2)"]
CMD ["python", "-m", "skill", "serve"]
