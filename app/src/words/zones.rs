//! Time zones by the city whose clock they are.

use paylinks::language::Language;
use paylinks::zone::Zone;

/// The cities that Romanian writes differently than their zone is called in English.
const ROMANIAN: &[(&str, &str)] = &[
    ("Europe/Athens", "Atena"),
    ("Europe/Brussels", "Bruxelles"),
    ("Europe/Bucharest", "București"),
    ("Europe/Budapest", "Budapesta"),
    ("Europe/Chisinau", "Chișinău"),
    ("Europe/Copenhagen", "Copenhaga"),
    ("Europe/Lisbon", "Lisabona"),
    ("Europe/London", "Londra"),
    ("Europe/Prague", "Praga"),
    ("Europe/Rome", "Roma"),
    ("Europe/Tallinn", "Tallinn"),
    ("Europe/Vienna", "Viena"),
    ("Europe/Warsaw", "Varșovia"),
    ("Europe/Zurich", "Zürich"),
    ("Asia/Nicosia", "Nicosia"),
    ("Atlantic/Canary", "Insulele Canare"),
    ("Atlantic/Azores", "Azore"),
];

/// The cities whose zone is written without what their name has.
const ENGLISH: &[(&str, &str)] = &[
    ("America/New_York", "New York"),
    ("America/Los_Angeles", "Los Angeles"),
    ("Europe/Chisinau", "Chișinău"),
    ("Europe/Zurich", "Zürich"),
    ("Atlantic/Canary", "Canary Islands"),
];

/// The city of a time zone.
#[must_use]
pub fn city(language: Language, zone: Zone) -> &'static str {
    let name = zone.name();
    let known = |cities: &[(&str, &'static str)]| {
        cities.iter().find(|(known, _)| *known == name).map(|(_, city)| *city)
    };
    let own = match language {
        Language::En => known(ENGLISH),
        Language::Ro => known(ROMANIAN).or_else(|| known(ENGLISH)),
    };
    own.unwrap_or_else(|| name.rsplit('/').next().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_is_a_city_that_people_can_read() {
        for zone in Zone::all() {
            for language in [Language::En, Language::Ro] {
                let city = city(language, zone);
                assert!(!city.is_empty() && !city.contains(['_', '/']), "{city}");
            }
        }
        assert_eq!(city(Language::Ro, Zone::default()), "București");
    }
}
