//! Numbers as lists show them until somebody looks. Rules §10.

/// `139****0001`: a number as lists show it until it is clicked (rules §10). Short numbers keep two digits.
pub fn mask_phone(phone: &str) -> String {
    let chars: Vec<char> = phone.chars().collect();
    match chars.len() {
        0..=4 => "****".to_owned(),
        5..=8 => format!("{}****", chars[..2].iter().collect::<String>()),
        n => {
            let head: String = chars[..3].iter().collect();
            let tail: String = chars[n - 4..].iter().collect();
            format!("{head}****{tail}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_masked() {
        assert_eq!(mask_phone("13900000001"), "139****0001");
        assert_eq!(mask_phone("110"), "****");
    }
}
