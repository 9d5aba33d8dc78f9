# The service alone; compose.yaml puts a Neo4j server beside it.
FROM python:3.12-slim

RUN useradd --create-home --uid 1000 graphsvc && mkdir /data && chown graphsvc /data
WORKDIR /opt/graphsvc
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements/runtime.txt
COPY pyproject.toml README.md LICENSE ./
COPY graphsvc graphsvc
COPY importers importers
COPY queries queries
COPY visualisations visualisations
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable .
USER graphsvc
EXPOSE 8000
CMD ["graphsvc", "serve"]
