//! Who buys: mostly Romanians, some from elsewhere, and a few whose names try a page's patience.

use paylinks::language::Language;

use super::chance::Chance;

/// One buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Buyer {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) language: Language,
    /// The test card they pay with, as the stand-in names it.
    pub(super) card: &'static str,
}

const FIRST: [&str; 36] = [
    "Elena",
    "Andrei",
    "Maria",
    "Mihai",
    "Ioana",
    "Alexandru",
    "Ana",
    "Ștefan",
    "Cristina",
    "Radu",
    "Irina",
    "Vlad",
    "Raluca",
    "Bogdan",
    "Simona",
    "Răzvan",
    "Diana",
    "Cătălin",
    "Oana",
    "Florin",
    "Alina",
    "Sorin",
    "Teodora",
    "Dragoș",
    "Mădălina",
    "Ionuț",
    "Corina",
    "Tudor",
    "Bianca",
    "Horia",
    "Larisa",
    "Paul",
    "Anca",
    "Lucian",
    "Georgiana",
    "Victor",
];
const LAST: [&str; 40] = [
    "Popescu",
    "Ionescu",
    "Popa",
    "Radu",
    "Dumitrescu",
    "Stan",
    "Stoica",
    "Gheorghe",
    "Matei",
    "Ciobanu",
    "Rusu",
    "Munteanu",
    "Lazăr",
    "Șerban",
    "Țurcanu",
    "Moldovan",
    "Câmpeanu",
    "Nistor",
    "Barbu",
    "Oprea",
    "Dobre",
    "Ene",
    "Neagu",
    "Toma",
    "Vasilescu",
    "Preda",
    "Iordache",
    "Manea",
    "Crăciun",
    "Bălan",
    "Tănase",
    "Voicu",
    "Sandu",
    "Mocanu",
    "Văduva",
    "Zamfir",
    "Lungu",
    "Cojocaru",
    "Hâncu",
    "Pârvu",
];
/// Name, mailbox and card.
const FOREIGN: [(&str, &str, &str); 38] = [
    ("Anna Müller", "anna.mueller", "de"),
    ("Jonas Weiß", "jonas.weiss", "de"),
    ("Kathrin Schröder", "k.schroeder", "de"),
    ("Camille Lefèvre", "camille.lefevre", "fr"),
    ("François d’Aubigné", "f.daubigne", "fr"),
    ("Giulia Rossi", "giulia.rossi", "it"),
    ("Niccolò Dell’Acqua", "n.dellacqua", "it"),
    ("Sean O’Connor", "sean.oconnor", "gb"),
    ("Harriet Whitcombe-Smythe", "harriet.ws", "gb"),
    ("Owen Llewellyn", "owen.llewellyn", "gb"),
    ("Zoë van der Berg", "zoe.vdberg", "mastercard"),
    ("Łucja Wiśniewska", "lucja.w", "mastercard"),
    ("Þórunn Sæmundsdóttir", "thorunn", "visa"),
    ("Søren Kjærgaard", "soren.k", "visa_debit"),
    ("Åsa Lindqvist", "asa.lindqvist", "visa"),
    ("Çağla Öztürk", "cagla.ozturk", "mastercard_debit"),
    ("Nguyễn Thị Ánh Tuyết", "tuyet.nguyen", "visa"),
    ("王小明", "xiaoming.wang", "visa"),
    ("山田 花子", "hanako.yamada", "jcb"),
    ("김서연", "seoyeon.kim", "mastercard"),
    ("Дмитро Шевченко", "dmytro.shevchenko", "mastercard"),
    ("Ивана Петровић", "ivana.petrovic", "visa_debit"),
    ("Κατερίνα Παπαδοπούλου", "katerina.p", "visa"),
    ("نور الهدى عبد الرحمن", "nour.alhuda", "visa"),
    ("فاطمة الزهراء بنت محمد", "fatima.zahra", "mastercard"),
    ("נעמה בן־דוד", "naama.bendavid", "visa"),
    ("יונתן לוי", "yonatan.levy", "amex"),
    ("प्रिया शर्मा", "priya.sharma", "visa"),
    ("Zoe 🌻 Sommer", "zoe.sommer", "de"),
    ("Andreea 📷", "andreea.foto", "ro"),
    ("👩🏽‍🎨 Lola", "lola", "mastercard"),
    ("Jean-Baptiste Grégoire de la Tour d’Auvergne-Lauraguais", "jb.auvergne", "fr"),
    (
        "Maria-Alexandra-Ștefania Constantinescu-Brâncoveanu von Hohenlohe-Waldenburg-Schillingsfürst",
        "maria.alexandra.stefania.constantinescu.brancoveanu",
        "amex",
    ),
    (
        "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohl",
        "wolfe",
        "de",
    ),
    ("X Æ", "x", "visa"),
    ("Li", "li", "visa"),
    ("Emily Carter", "emily.carter", "discover"),
    ("Michael O. Adeyemi", "m.adeyemi", "visa_debit"),
];
const HOSTS: [&str; 3] = ["example.com", "example.org", "example.net"];
const ROMANIAN_CARDS: [&str; 6] = ["ro", "ro", "ro", "ro", "mastercard", "visa_debit"];

/// So many buyers, the foreign ones spread among the others.
pub(super) fn buyers(chance: &mut Chance, count: usize) -> Vec<Buyer> {
    let mut foreign = FOREIGN.iter();
    (0..count)
        .map(|number| {
            let stranger = if number % 4 == 3 { foreign.next() } else { None };
            match stranger {
                Some((name, mailbox, card)) => Buyer {
                    name: (*name).to_owned(),
                    email: format!("{mailbox}@{}", chance.pick(&HOSTS)),
                    language: Language::En,
                    card,
                },
                None => romanian(chance, number),
            }
        })
        .collect()
}

/// A Romanian; the number keeps namesakes apart.
fn romanian(chance: &mut Chance, number: usize) -> Buyer {
    let (first, last) = (chance.pick(&FIRST), chance.pick(&LAST));
    let mailbox = format!("{}.{}{number}", plain(first), plain(last));
    Buyer {
        name: format!("{first} {last}"),
        email: format!("{mailbox}@{}", chance.pick(&HOSTS)),
        language: Language::Ro,
        card: chance.pick(&ROMANIAN_CARDS),
    }
}

/// A name as it stands in an address.
fn plain(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter {
        'ă' | 'â' => 'a',
        'î' => 'i',
        'ș' | 'Ș' => 's',
        'ț' | 'Ț' => 't',
        other => other.to_ascii_lowercase(),
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everybody_has_an_address_of_their_own_and_a_name_that_fits() {
        let buyers = buyers(&mut Chance::new(1), 180);
        let addresses: BTreeSet<&str> = buyers.iter().map(|buyer| buyer.email.as_str()).collect();
        assert_eq!(addresses.len(), 180);
        for buyer in &buyers {
            assert!(buyer.email.is_ascii(), "{}", buyer.email);
            assert!((1..=100).contains(&buyer.name.chars().count()), "{}", buyer.name);
            assert!(HOSTS.iter().any(|host| buyer.email.ends_with(host)), "nobody real gets mail");
        }
        for name in FOREIGN {
            assert!(buyers.iter().any(|buyer| buyer.name == name.0), "{}", name.0);
        }
        assert!(!buyers.iter().any(|buyer| buyer.name.contains(['ş', 'ţ'])));
    }
}
