#!/usr/bin/env bash
# Draws the program's icon anew: 听 in paper white on the accent green, from the shipped font.
# tingsu.ico is for Windows (all sizes), icon.rgba for the title bar of the window: 64 by 64 pixels, four bytes each;
# side.bmp stands at the left of the installer's first and last page. They are committed, so a build needs no ImageMagick.
set -euo pipefail
cd "$(dirname "$0")"

# Drawn once in a large size; what is made smaller from there stays smooth.
master=$(mktemp --suffix=.png)
trap 'rm -f "$master"' EXIT
convert -size 1024x1024 xc:none -fill '#1E6B5A' -draw 'roundrectangle 16,16 1007,1007 190,190' \
    -font ../fonts/NotoSansSC-Bold.ttf -fill '#FFFBEF' -gravity center -pointsize 800 -annotate +0-16 听 "$master"
convert "$master" -depth 8 -define icon:auto-resize=256,128,64,48,40,32,24,20,16 tingsu.ico
convert "$master" -resize 64x64 -depth 8 RGBA:icon.rgba
convert -size 164x314 xc:'#1E6B5A' -font ../fonts/NotoSansSC-Bold.ttf -fill '#FFFBEF' -gravity north -pointsize 56 \
    -annotate +0+72 听诉 -draw 'rectangle 66,164 97,166' -colors 16 -type palette BMP3:side.bmp
