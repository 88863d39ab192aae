#!/usr/bin/env bash
# Prepares a Debian 12 x86_64 machine to cross-build Rust programs for
# 64-bit Windows (target x86_64-pc-windows-gnu) without rustup targets.
#
# Debian has no ready-made Windows standard library for its current compiler,
# so this script compiles the one that belongs to it, once, from the source
# package (rust-web-src), and keeps it in a cache directory. Afterwards a plain
#     . <cache>/env.sh
#     cargo build --release --target x86_64-pc-windows-gnu
# works. About 2-4 minutes the first time, under a second when nothing changed.
#
#   usage: toolchain.sh [--build-only] [--print-env]
#     --build-only  leave out the packages needed only to run and package the
#                   program (Wine, Xvfb, xdotool, ImageMagick, CJK fonts, NSIS)
#     --print-env   print nothing but the export lines on standard output, for
#                   eval "$(toolchain.sh --print-env)"
#
#   WINDOWS_TARGET_DIR  where to keep it
#                       (default ${XDG_CACHE_HOME:-$HOME/.cache}/windows-target)
#   JOBS                parallel compiler jobs (default 2)
#
# Idempotent; safe to start twice at once (the second waits for the first).
set -euo pipefail

TARGET=x86_64-pc-windows-gnu
RECIPE=2          # raise when the way the standard library is built changes
CACHE=${WINDOWS_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/windows-target}
JOBS=${JOBS:-2}
# rustup's proxies in ~/.cargo/bin come first on PATH here and have no Windows
# target, so name Debian's own compiler and cargo in full.
RUSTC=/usr/bin/rustc
CARGO=/usr/bin/cargo

build_only=0 print_env=0
for arg in "$@"; do
  case $arg in
    --build-only) build_only=1 ;;
    --print-env)  print_env=1 ;;
    *) sed -n '2,25s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
say() { echo "toolchain: $*" >&2; }

# --- 1. Debian packages ------------------------------------------------------
packages=(rustc-web cargo-web rust-web-src        # compiler 1.96 + std source
          gcc-mingw-w64-x86-64)                   # C compiler, linker, windres
if [ "$build_only" = 0 ]; then
  packages+=(wine wine64 xvfb xauth xdotool xclip imagemagick fonts-noto-cjk poppler-utils
             libxrandr2 libxrender1 libxcomposite1 libxcursor1 libxi6
             nsis zip)
fi
missing=()
for p in "${packages[@]}"; do
  case $(dpkg-query -W -f='${Status};' "$p" 2>/dev/null || true) in
    *'install ok installed;'*) ;;
    *) missing+=("$p") ;;
  esac
done
if [ ${#missing[@]} -gt 0 ]; then
  say "installing ${missing[*]}"
  sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "run this as root once, or install sudo"; exit 1; }
    sudo=(sudo)
  fi
  apt() { "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2; }
  apt update || true
  apt install -y --no-install-recommends "${missing[@]}"
fi

# --- 2. the standard library -------------------------------------------------
mkdir -p "$CACHE"
exec 9>"$CACHE/.lock"
flock 9

version=$("$RUSTC" -vV)
release=$(sed -n 's/^release: //p' <<<"$version")
source_dir=$(readlink -f "$("$RUSTC" --print sysroot)/lib/rustlib/src/rust")
[ "$(basename "$source_dir")" = "rustc-$release" ] || {
  say "std source $source_dir does not belong to rustc $release"; exit 1; }

# Panic messages name the source file. Shorten this machine's paths in them: the
# user's home and cargo's download folder have no place in a program that is
# handed out. The folder's name is cargo's affair, so look it up when needed
# (also in env.sh below); it exists once something has been fetched.
manifest=$source_dir/library/sysroot/Cargo.toml
crates=${CARGO_HOME:-$HOME/.cargo}/registry/src
remap_flags() {
  local dir
  for dir in "$crates"/*/; do printf -- ' --remap-path-prefix=%s=/crates' "${dir%/}"; done
}
if ! ls -d "$crates"/*/ >/dev/null 2>&1; then
  RUSTC_BOOTSTRAP=1 RUSTC=$RUSTC "$CARGO" fetch --quiet --locked --manifest-path "$manifest" >&2
fi

sysroot=$CACHE/sysroot
libdir=$sysroot/lib/rustlib/$TARGET/lib
stamp=$(printf '%s\nrecipe: %s\n' "$version" "$RECIPE")
if [ "$(cat "$sysroot/stamp" 2>/dev/null || true)" = "$stamp" ]; then
  say "standard library for rustc $release is up to date"
else
  say "building the standard library for rustc $release (a few minutes)"
  work=$CACHE/build
  rm -rf "$work"
  started=$SECONDS
  # The way rustc's own bootstrap does it: build the workspace member
  # library/sysroot (std, test, proc_macro and what they need) with the
  # workspace's own lock file and its "dist" profile. That profile compiles
  # panic_abort with panic=abort and puts LLVM bitcode into the rlibs, so the
  # result serves panic = "unwind" and "abort", and lto off, thin and fat.
  #   RUSTC_BOOTSTRAP=1               lets the stable compiler use std's
  #                                   unstable features; only for this build
  #   -Zforce-unstable-if-unmarked    keeps std's private crates private
  # Start/end objects (rsbegin.o, rsend.o) are no longer needed for this target.
  env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_RUSTFLAGS \
      -u RUSTC_WRAPPER -u CARGO_BUILD_TARGET -u RUSTUP_TOOLCHAIN \
      PATH="/usr/bin:$PATH" RUSTC="$RUSTC" RUSTC_BOOTSTRAP=1 \
      CARGO_TARGET_DIR="$work" CARGO_PROFILE_DIST_DEBUG=0 \
      CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc \
      CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="-Zforce-unstable-if-unmarked --remap-path-prefix=$source_dir=/rustc$(remap_flags)" \
    "$CARGO" build --locked -j"$JOBS" --target "$TARGET" --profile dist \
      --manifest-path "$manifest" \
      --features "panic-unwind backtrace" >&2
  # Only the .rlib files are wanted (they hold the metadata too); std.dll and
  # the .rmeta duplicates are not, nor the empty crate that ties it together.
  rm -rf "$sysroot.new"
  mkdir -p "$sysroot.new/lib/rustlib/$TARGET/lib"
  cp "$work/$TARGET"/dist/deps/*.rlib "$sysroot.new/lib/rustlib/$TARGET/lib/"
  rm -f "$sysroot.new/lib/rustlib/$TARGET"/lib/libsysroot-*.rlib
  printf '%s\n' "$stamp" > "$sysroot.new/stamp"
  rm -rf "$sysroot"
  mv "$sysroot.new" "$sysroot"
  rm -rf "$work"
  say "built in $((SECONDS - started)) s, $(du -sh "$libdir" | cut -f1)"
fi

# --- 3. what to set ----------------------------------------------------------
# CARGO_TARGET_<triple>_RUSTFLAGS reaches only what is compiled for Windows:
# build scripts and procedural macros go on using Debian's host library.
# (A RUSTFLAGS variable would override it, so env.sh unsets that.)
cat > "$CACHE/env.sh.new" <<ENV
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS RUSTUP_TOOLCHAIN
export PATH="/usr/bin:\$PATH"
export RUSTC=$RUSTC RUSTDOC=/usr/bin/rustdoc
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="--sysroot=$sysroot"
for crates in "\${CARGO_HOME:-\$HOME/.cargo}"/registry/src/*/; do
  CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS+=" --remap-path-prefix=\${crates%/}=/crates"
done
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS
export CC_x86_64_pc_windows_gnu=x86_64-w64-mingw32-gcc
export AR_x86_64_pc_windows_gnu=x86_64-w64-mingw32-ar
ENV
mv "$CACHE/env.sh.new" "$CACHE/env.sh"

# --- 4. proof ----------------------------------------------------------------
# One real compile and link, so that a broken set-up fails here and not in the
# middle of a long build.
proof=$(mktemp -d)
trap 'rm -rf "$proof"' EXIT
echo 'fn main() { println!("ok {}", std::thread::spawn(|| 1).join().unwrap()); }' > "$proof/p.rs"
"$RUSTC" --edition 2024 --sysroot "$sysroot" --target "$TARGET" -O \
  -C linker=x86_64-w64-mingw32-gcc -o "$proof/p.exe" "$proof/p.rs"
[ "$(head -c2 "$proof/p.exe")" = MZ ] || { say "proof program is no Windows program"; exit 1; }

if [ "$print_env" = 1 ]; then
  cat "$CACHE/env.sh"
else
  echo "Ready. Build with:"
  echo "  ( . $CACHE/env.sh && cargo build --release --target $TARGET )"
  echo "which sets:"
  sed 's/^/  /' "$CACHE/env.sh"
fi
