# Sourced by ./run and ./check: installs the Debian packages that are missing, configures and builds. Silent when there is nothing to do.

# What the program needs to be built and run. Fonts bring Latin, Armenian, Georgian, Cyrillic and Arabic letters.
RUN_PACKAGES="g++ cmake ninja-build pkg-config ccache mold
  libgdal-dev libsdl2-dev libimgui-dev libstb-dev libglm-dev libepoxy-dev libegl-dev libgl-dev
  libpango1.0-dev libcairo2-dev libfontconfig-dev libharfbuzz-dev libicu-dev libgeographiclib-dev libexpected-dev libfmt-dev
  libcli11-dev nlohmann-json3-dev libpng-dev libpoppler-cpp-dev libqpdf-dev nettle-dev libisal-dev
  libgl1-mesa-dri libegl1 libegl-mesa0 fontconfig fonts-noto-core"
# What only the tests need on top of it.
CHECK_PACKAGES="libgtest-dev libgmock-dev xvfb xauth xdotool x11-utils libx11-dev gdal-bin poppler-utils librsvg2-bin"

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
die() { say "$*"; exit 1; }

# need_packages NAME...: installs those that are missing, as root or through sudo.
need_packages() {
  command -v dpkg-query >/dev/null 2>&1 ||
    die "this is not a Debian system. Install the equivalents of these packages, then run 'cmake --preset release && cmake --build --preset release': $*"
  local missing
  missing=$(comm -23 <(printf '%s\n' "$@" | sort -u) \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort -u))
  [ -n "$missing" ] || return 0
  missing=$(echo $missing)
  local root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || die "packages are missing and there is no sudo. As root: apt-get install --no-install-recommends $missing"
    root=sudo
  fi
  say "installing: $missing"
  local log
  log=$(mktemp)
  if ! { $root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    die "apt-get could not install: $missing. The whole log: $log"
  fi
  rm -f "$log"
}

# newer_than FILE: true when a source of the program is newer than FILE (or FILE is not there).
newer_than() {
  [ -e "$1" ] || return 0
  [ -n "$(find CMakeLists.txt CMakePresets.json geodata viewer shaders -newer "$1" -print -quit)" ]
}

# build PRESET TARGET...: configures when needed and builds; prints only when something is done or wrong.
build() {
  local preset=$1
  shift
  local log=build/$preset.log
  mkdir -p build
  if [ ! -e "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >"$log" 2>&1 || { grep -A 6 -m 3 'CMake Error' "$log" >&2 || tail -n 8 "$log" >&2; die "configuring failed. The whole log: $log"; }
  fi
  cmake --build "build/$preset" --target "$@" >"$log" 2>&1 || { grep -E -m 8 'error|FAILED' "$log" >&2 || tail -n 8 "$log" >&2; die "building failed. The whole log: $log"; }
}
