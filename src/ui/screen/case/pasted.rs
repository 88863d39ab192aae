//! Files whose paths lie in the clipboard: as Windows copies them (复制为路径), as file managers do (`file://…`), or typed. The
//! window's library reads text alone: a picture in the clipboard is no file.

use std::path::PathBuf;

/// The files that a text names, one a line; what is no full path is left out.
pub fn paths(text: &str) -> Vec<PathBuf> {
    let path = |line: &str| {
        let line = line.trim().trim_matches('"');
        let path = match line.strip_prefix("file://") {
            Some(url) => PathBuf::from(decoded(url)),
            None => PathBuf::from(line),
        };
        path.is_absolute().then_some(path)
    };
    text.lines().filter_map(path).collect()
}

/// `%E7%85%A7` as the character that it stands for; what is no such thing stays.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [first, tail @ ..] = rest {
        let coded = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match coded.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_however_they_were_copied() {
        let root = std::env::temp_dir();
        let photo = root.join("照片 1.png");
        let quoted = format!("\"{}\"\n", photo.display());
        assert_eq!(paths(&quoted), std::slice::from_ref(&photo));
        let both = format!("{}\r\n{}", photo.display(), root.join("b.pdf").display());
        assert_eq!(paths(&both).len(), 2);
        assert_eq!(paths("电梯停了两天\n照片.png"), Vec::<PathBuf>::new(), "words are no files");
        assert_eq!(decoded("/a/%E7%85%A7%20100%"), "/a/照 100%");
    }
}
