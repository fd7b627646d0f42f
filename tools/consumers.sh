#!/usr/bin/env bash
# Installs the programs that the tests of the exports read them with: xmllint, Lucene, PostgreSQL from the
# system's packages, and frictionless, Datasette, DuckDB and the OpenSearch client into target/venv.
#
# Run as root, or where those packages are there already. The tests need none of it: what is missing they skip,
# and say so. With PROTOKOLLANT_CONSUMERS=required they fail instead.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v xmllint >/dev/null || missing+=(libxml2-utils)
command -v java >/dev/null || missing+=(default-jdk-headless)
command -v python3 >/dev/null || missing+=(python3)
[ -e /usr/share/java/lucene-core-8.7.0.jar ] || missing+=(liblucene8-java)
[ -x /usr/lib/postgresql/15/bin/initdb ] || missing+=(postgresql-15)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  # The package of the server would start one of its own, which nobody here needs.
  mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/protokollant.conf
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

if ! target/venv/bin/python -c 'import frictionless, datasette, duckdb, opensearchpy' 2>/dev/null; then
  rm -rf target/venv
  python3 -m venv target/venv
  target/venv/bin/pip install --quiet --disable-pip-version-check \
    frictionless==5.21.0 datasette==0.65.5 duckdb==2.0.1 opensearch-py==3.2.0
fi
