//! What the invented merchant sells.

use paylinks::money::Currency;

/// One link, and the days of the year on which it sells.
#[derive(Debug)]
pub(super) struct Good {
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) thanks: &'static str,
    /// The first price, minor units.
    pub(super) minor: i64,
    pub(super) currency: Currency,
    /// Something to download, not a service.
    pub(super) digital: bool,
    pub(super) asks_phone: bool,
    pub(super) asks_address: bool,
    /// How well it sells beside the others.
    pub(super) weight: usize,
    /// How many look at it for each one who starts to pay.
    pub(super) looks: i64,
    /// The day it is made, counted from the start of the year.
    pub(super) from: usize,
    /// The day it is switched off.
    pub(super) until: Option<usize>,
    /// The day its price goes up, and to what.
    pub(super) raise: Option<(usize, i64)>,
}

const COMMON: Good = Good {
    slug: "",
    title: "",
    description: "",
    thanks: "",
    minor: 0,
    currency: Currency::Ron,
    digital: false,
    asks_phone: false,
    asks_address: false,
    weight: 1,
    looks: 12,
    from: 0,
    until: None,
    raise: None,
};

/// The course that the newsletter is about.
pub(super) const COURSE: usize = 0;

/// All of them, in the order in which they were made.
pub(super) static GOODS: &[Good] = &[
    Good {
        slug: "fotografie-de-produs",
        title: "Fotografie de produs",
        description: "Curs video de opt lecții: lumină de fereastră, un reflector și telefonul pe care îl ai deja. \
            La sfârșit ai zece fotografii bune pentru magazinul tău.",
        thanks: "Cursul este al tău. Prima lecție te așteaptă mâine dimineață pe e-mail.\nIoana",
        minor: 12_900,
        digital: true,
        weight: 46,
        raise: Some((208, 14_900)),
        ..COMMON
    },
    Good {
        slug: "membru",
        title: "Membru Lumina",
        description: "O lună de întâlniri săptămânale, critică de portofoliu și fundaluri noi.",
        thanks: "Bine ai venit în atelier. Ne vedem joi, la 19.",
        minor: 2_999,
        weight: 24,
        looks: 10,
        ..COMMON
    },
    Good {
        slug: "pachet-studio",
        title: "Pachet studio, 3 zile",
        description: "Trei zile de ședință foto în atelier, până la 60 de produse, retuș inclus.",
        thanks: "Te sun azi ca să alegem zilele.",
        minor: 479_900,
        asks_phone: true,
        weight: 1,
        looks: 52,
        ..COMMON
    },
    Good {
        slug: "ghid-2025",
        title: "Ghid de lumini, 2025",
        description: "Douăzeci de scheme de lumină pe câte o pagină, de tipărit.",
        thanks: "Ghidul pleacă spre tine pe e-mail.",
        minor: 5_900,
        digital: true,
        weight: 11,
        looks: 11,
        from: 12,
        until: Some(261),
        ..COMMON
    },
    Good {
        slug: "consultatie",
        title: "Consultație",
        description: "O oră la telefon sau pe ecran, în română sau în engleză, cu fotografiile tale în față.",
        thanks: "You will get a calendar link within the hour. Primești imediat un link de programare.",
        minor: 5_000,
        currency: Currency::Eur,
        weight: 7,
        looks: 21,
        from: 30,
        ..COMMON
    },
    Good {
        slug: "card-cadou",
        title: "Card cadou",
        description: "Un card tipărit pe hârtie de bumbac, valabil un an pentru orice curs sau ședință.",
        thanks: "Cardul pleacă mâine prin poștă.",
        minor: 25_000,
        asks_address: true,
        weight: 5,
        looks: 13,
        from: 45,
        ..COMMON
    },
    Good {
        slug: "retus",
        title: "Retuș pentru zece fotografii",
        description: "Trimiți fișierele, primești înapoi fotografii curate în două zile.",
        thanks: "Trimite fișierele ca răspuns la chitanță.",
        minor: 32_000,
        weight: 4,
        looks: 17,
        from: 96,
        ..COMMON
    },
    Good {
        slug: "sustine",
        title: "Susține arhiva foto",
        description: "Scanăm fotografiile vechi ale cartierului și le punem pe net, libere pentru toți.",
        thanks: "Mulțumim. Fiecare filă scanată poartă și numele tău.",
        minor: 2_500,
        weight: 4,
        looks: 14,
        from: 150,
        ..COMMON
    },
    Good {
        slug: "presetari",
        title: "Presetări pentru Lightroom",
        description: "Douăsprezece presetări pentru lumină de zi, cu un exemplu pentru fiecare.",
        thanks: "Arhiva pleacă spre tine pe e-mail. La lumină bună! ☀️",
        minor: 8_900,
        digital: true,
        weight: 12,
        from: 215,
        ..COMMON
    },
    Good {
        slug: "atelier-decembrie",
        title: "Atelier de weekend, 12 decembrie",
        description: "O zi, zece locuri, un fotograf invitat. Cafeaua este de la noi.",
        thanks: "Te așteptăm sâmbătă la 10, pe strada Popa Nan 42.",
        minor: 39_900,
        asks_phone: true,
        weight: 4,
        looks: 44,
        from: 318,
        ..COMMON
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_link_in_euro_and_one_that_was_switched_off() {
        assert!((8..=10).contains(&GOODS.len()));
        assert_eq!(GOODS.iter().filter(|good| good.currency == Currency::Eur).count(), 1);
        assert_eq!(GOODS.iter().filter(|good| good.until.is_some()).count(), 1);
        assert!(GOODS.windows(2).all(|pair| pair[0].from <= pair[1].from));
        assert_eq!(GOODS[COURSE].slug, "fotografie-de-produs");
    }
}
