#!/usr/bin/env bash
# Builds everything for Windows on Debian 12 (x86_64): the program, the installer and the portable zip.
#
#   usage: build.sh [--build-only] [--with-bare-window]
#     --build-only        only the two programs; needs no NSIS and no zip
#     --with-bare-window  also the example that .ci/windows measures the program against
#
# Leaves, in CARGO_TARGET_DIR (default: target),
#   x86_64-pc-windows-gnu/release/tingsu.exe   the program, fonts and sentences inside
#   windows/tingsu.com                         its console launcher
#   windows/Tingsu-Setup-VERSION.exe           the installer
#   windows/Tingsu-VERSION-portable.zip        both programs, to be unpacked anywhere
#   windows/SHA256SUMS                         the hashes that it also prints
#
# SIGN_COMMAND, when set, is run with the path of each finished .exe as its argument and has to sign it in place
# (osslsigncode, a signing service, …). Without it nothing is signed.
set -euo pipefail
cd "$(dirname "$0")/../.."

build_only=0
what=(--bin tingsu --bin tingsu-console)
for argument in "$@"; do
    case $argument in
        --build-only) build_only=1 ;;
        --with-bare-window) what+=(--example bare_window) ;;
        *) sed -n '2,19s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done

target=x86_64-pc-windows-gnu
out=$(realpath -m "${CARGO_TARGET_DIR:-target}")
programs=$out/$target/release
parcel=$out/windows
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)

sign() {
    [ -z "${SIGN_COMMAND:-}" ] || "$SIGN_COMMAND" "$1"
}

options=(--print-env)
[ "$build_only" = 0 ] || options+=(--build-only)
environment=$(assets/windows/toolchain.sh "${options[@]}")
(
    eval "$environment"
    # Not in Cargo.toml: it would cost whoever builds on Linux some minutes each time.
    export CARGO_PROFILE_RELEASE_LTO=thin
    cargo build --release --locked --target "$target" "${what[@]}"
)
# Where it was built is nobody's business: no path of this computer may be left in the program.
for place in "$PWD" "${CARGO_HOME:-$HOME/.cargo}" "$HOME/.rustup"; do
    if grep -aqF -- "$place/" "$programs/tingsu.exe"; then
        echo "the program holds a path of this computer: $place" >&2
        exit 1
    fi
done
mkdir -p "$parcel"
cp "$programs/tingsu-console.exe" "$parcel/tingsu.com"
sign "$programs/tingsu.exe"
sign "$parcel/tingsu.com"
[ "$build_only" = 0 ] || exit 0

setup=Tingsu-Setup-$version.exe
zip=Tingsu-$version-portable.zip
makensis -V2 -INPUTCHARSET UTF8 \
    -DVERSION="$version" -DPROGRAM="$programs/tingsu.exe" -DLAUNCHER="$parcel/tingsu.com" \
    -DICON="$PWD/assets/windows/tingsu.ico" -DLICENCE="$PWD/LICENSE" -DFONT_LICENCE="$PWD/assets/fonts/OFL.txt" \
    -DOUT="$parcel/$setup" assets/windows/installer.nsi
sign "$parcel/$setup"

# The zip lists the files under the names they are unpacked as.
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
cp "$programs/tingsu.exe" "$parcel/tingsu.com" "$unpacked/"
cp LICENSE "$unpacked/LICENSE.txt"
cp assets/fonts/OFL.txt "$unpacked/"
rm -f "$parcel/$zip"
(cd "$unpacked" && zip -q -X -9 "$parcel/$zip" ./*)

cd "$parcel"
cp "$programs/tingsu.exe" .
sha256sum tingsu.exe tingsu.com "$setup" "$zip" > SHA256SUMS
echo
for file in tingsu.exe tingsu.com "$setup" "$zip"; do
    printf '%-32s %6.1f MB\n' "$file" "$(awk -v bytes="$(stat -c %s "$file")" 'BEGIN { print bytes / 1000000 }')"
done
cat SHA256SUMS
