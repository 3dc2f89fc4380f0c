#!/bin/bash
# Rebuilds every layer of the map from its sources: the npm packages below and the tables
# of assets/facts.
#
#   assets/build/build.sh [--npm DIR] [--out DIR]
#
#   --npm DIR   where the packages are kept (default: ~/.cache/corridors/npm); what is
#               missing there is fetched with npm, the rest is used as it is
#   --out DIR   where the layers go (default: assets/south-caucasus/layers)
#
# Needs: npm, python3-shapely, python3-numpy, python3-gdal (Debian's own python3).
# Takes about two minutes and 1.5 GB of memory; the packages unpack to about 200 MB.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
npm_dir=${XDG_CACHE_HOME:-$HOME/.cache}/corridors/npm
out_dir=$here/../south-caucasus/layers

while (($#)); do
  case $1 in
    --npm) npm_dir=$2; shift 2 ;;
    --out) out_dir=$2; shift 2 ;;
    *) echo "build.sh: unknown argument '$1' (known: --npm DIR, --out DIR)" >&2; exit 2 ;;
  esac
done

# A python3 from elsewhere (pyenv, conda) has none of the Debian modules.
python=/usr/bin/python3
[ -x "$python" ] || python=python3
if ! "$python" -c 'import numpy, osgeo, shapely' 2>/dev/null; then
  echo "build.sh: $python lacks numpy, osgeo or shapely;" \
       "install python3-numpy python3-gdal python3-shapely" >&2
  exit 1
fi

packages=(
  @geo-maps/countries-maritime-10m@0.6.0
  @geo-maps/earth-coastlines-10m@0.6.0
  @geo-maps/earth-waterbodies-100m@0.6.0
  world-atlas@2.0.2
)

mkdir -p "$npm_dir"
for package in "${packages[@]}"; do
  name=${package#@}
  name=${name//\//-}
  name=${name//@/-}
  [ -f "$npm_dir/$name/package/package.json" ] && continue
  echo "fetching $package" >&2
  if ! command -v npm >/dev/null; then
    echo "build.sh: npm is needed to fetch $package (Debian: npm)" >&2
    exit 1
  fi
  (cd "$npm_dir" && npm pack --silent "$package" >/dev/null)
  # The same bytes for everybody, whatever answered the request.
  (cd "$npm_dir" && grep " $name.tgz\$" "$here/packages.sha256" | sha256sum --check --quiet)
  mkdir -p "$npm_dir/$name"
  tar -xzf "$npm_dir/$name.tgz" -C "$npm_dir/$name"
  rm "$npm_dir/$name.tgz"
done

PYTHONDONTWRITEBYTECODE=1 exec "$python" -W ignore "$here/build_layers.py" \
  --npm "$npm_dir" --out "$out_dir"
