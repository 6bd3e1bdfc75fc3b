//! The Romanian fiscal code (CUI): its last digit is computed from the others.

/// The weights of the nine digits before the last one.
const KEY: [u32; 9] = [7, 5, 3, 2, 1, 7, 5, 3, 2];

/// The code without spaces, in capitals, its prefix `RO` kept; None when it is not well formed. Well formed says
/// nothing of whether such a company exists.
pub(super) fn check_cui(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let code = code.to_ascii_uppercase();
    let digits = code.strip_prefix("RO").unwrap_or(&code);
    if !(2..=10).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = digits.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let control = digits.next()?;
    // From the right: what a short code lacks on the left counts as zeros.
    let sum: u32 = digits.zip(KEY.iter().rev()).map(|(digit, weight)| digit * weight).sum();
    (sum * 10 % 11 % 10 == control).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::check_cui;

    #[test]
    fn the_last_digit_tells() {
        for code in ["43131360", "RO14399840", "1590082", "18547290", "361757", "ro 1439 9840"] {
            assert!(check_cui(code).is_some(), "{code}");
        }
        for code in
            ["12345678", "43131361", "1", "RO", "12345678901", "", "RORO14399840", "14399840x", "١٤٣٩٩٨٤٠"]
        {
            assert!(check_cui(code).is_none(), "{code}");
        }
        assert_eq!(check_cui(" ro 14399840 ").as_deref(), Some("RO14399840"));
    }
}
