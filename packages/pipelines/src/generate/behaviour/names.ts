/** Given and family names that are common in one country; `given` lists women first, then men, of equal length. */
export interface NameList {
  readonly country: string;
  readonly locale: string;
  /** Share of the shop's customers. */
  readonly share: number;
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly family: readonly string[];
  readonly cities: readonly (readonly [city: string, postcode: string])[];
  readonly streets: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

/** Countries the demo shop delivers to. */
export const nameLists: readonly NameList[] = [
  {
    country: 'GB',
    locale: 'en-GB',
    share: 0.26,
    women: words(
      'Amelia Olivia Isla Grace Freya Poppy Alice Ruby Hannah Eleanor Charlotte Megan Zara Imogen Nadia Beth',
    ),
    men: words('Oliver George Harry Jack Leo Arthur Theo Callum Rhys Ewan Samuel Adam Imran Toby Marcus Hugo'),
    family: words(
      'Smith Jones Taylor Brown Walker Hughes Patel Evans Wright Hall Clarke Green Murray Campbell Khan Bennett Shaw Price Fletcher Ward',
    ),
    cities: [
      ['London', 'E8 3PN'],
      ['Leeds', 'LS6 2AB'],
      ['Bristol', 'BS3 4DE'],
      ['Edinburgh', 'EH9 1QS'],
    ],
    streets: words('Orchard_Road Mill_Lane Station_Road Park_View Chapel_Street Victoria_Terrace'),
  },
  {
    country: 'DE',
    locale: 'de-DE',
    share: 0.24,
    women: words(
      'Anna Lena Marie Sophie Katharina Johanna Laura Julia Greta Clara Franziska Miriam Aylin Heike Sabine Jana',
    ),
    men: words(
      'Lukas Jonas Felix Maximilian Paul Leon Moritz Tobias Stefan Emre Matthias Florian Jan Henrik Uwe Anton',
    ),
    family: words(
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Richter Klein Wolf Neumann Schwarz Yilmaz Krüger Lange Vogel',
    ),
    cities: [
      ['Berlin', '10435'],
      ['Hamburg', '22765'],
      ['Köln', '50823'],
      ['Leipzig', '04107'],
    ],
    streets: words('Lindenstraße Gartenweg Bahnhofstraße Schillerstraße Am_Markt Kastanienallee'),
  },
  {
    country: 'FR',
    locale: 'fr-FR',
    share: 0.15,
    women: words(
      'Camille Léa Manon Chloé Inès Louise Zoé Élise Juliette Margaux Nathalie Aurélie Salomé Agathe Lina Elsa',
    ),
    men: words(
      'Louis Hugo Gabriel Arthur Jules Nathan Théo Antoine Mathieu Karim Benoît Rémi Olivier Yanis Clément Noé',
    ),
    family: words(
      'Martin Bernard Dubois Thomas Robert Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia Roux Fournier Girard Mercier Blanc Benali',
    ),
    cities: [
      ['Paris', '75011'],
      ['Lyon', '69003'],
      ['Nantes', '44000'],
      ['Lille', '59800'],
    ],
    streets: words('rue_des_Lilas rue_Victor_Hugo avenue_de_la_Gare place_du_Marché rue_du_Moulin chemin_Vert'),
  },
  {
    country: 'ES',
    locale: 'es-ES',
    share: 0.12,
    women: words('Lucía Sofía Martina María Paula Carmen Alba Elena Irene Nerea Marta Rocío Inés Noelia Ana Laia'),
    men: words('Hugo Mateo Martín Daniel Pablo Álvaro Adrián Javier Sergio Iker Diego Rubén Marcos Raúl Andrés Jordi'),
    family: words(
      'García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Ruiz Díaz Moreno Álvarez Romero Navarro Torres Vidal Ortega Castro Iglesias',
    ),
    cities: [
      ['Madrid', '28004'],
      ['Barcelona', '08012'],
      ['Valencia', '46006'],
      ['Sevilla', '41003'],
    ],
    streets: words('calle_Mayor calle_del_Sol avenida_de_la_Paz calle_Nueva plaza_de_España calle_Real'),
  },
  {
    country: 'IT',
    locale: 'it-IT',
    share: 0.1,
    women: words(
      'Giulia Sofia Aurora Alice Ginevra Emma Chiara Martina Francesca Elisa Sara Beatrice Valentina Irene Noemi Marta',
    ),
    men: words(
      'Leonardo Francesco Alessandro Lorenzo Mattia Andrea Gabriele Riccardo Tommaso Davide Marco Luca Pietro Simone Fabio Nicolò',
    ),
    family: words(
      'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana',
    ),
    cities: [
      ['Milano', '20124'],
      ['Torino', '10125'],
      ['Bologna', '40126'],
      ['Roma', '00184'],
    ],
    streets: words('via_Roma via_Garibaldi via_dei_Mille corso_Italia via_Mazzini piazza_Dante'),
  },
  {
    country: 'NL',
    locale: 'nl-NL',
    share: 0.07,
    women: words('Emma Julia Sanne Lotte Fleur Anouk Femke Roos Maud Eva Iris Noor Marieke Saskia Esra Tess'),
    men: words('Daan Sem Lucas Levi Bram Thijs Jesse Ruben Sander Niels Pieter Joost Mohamed Koen Wouter Stijn'),
    family: words(
      'Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Kok Vermeer Postma Kuipers Willems Aydin Schouten',
    ),
    cities: [
      ['Amsterdam', '1053 AB'],
      ['Utrecht', '3512 JK'],
      ['Groningen', '9712 CP'],
      ['Eindhoven', '5611 EM'],
    ],
    streets: words('Kerkstraat Molenweg Dorpsstraat Nieuwstraat Beukenlaan Havenkade'),
  },
  {
    country: 'SE',
    locale: 'sv-SE',
    share: 0.06,
    women: words('Astrid Elsa Ebba Maja Linnea Saga Freja Ingrid Karin Sofia Amanda Hanna Ida Malin Leyla Tove'),
    men: words('Erik Lars Oskar Axel Elias Viktor Gustav Nils Anders Johan Filip Emil Björn Mikael Ali Olle'),
    family: words(
      'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Lindberg Lindqvist Berg Holm Sandberg Åberg Öberg Nyström Ek Hassan',
    ),
    cities: [
      ['Stockholm', '118 53'],
      ['Göteborg', '413 01'],
      ['Malmö', '211 20'],
      ['Uppsala', '753 20'],
    ],
    streets: words('Storgatan Björkvägen Skolgatan Drottninggatan Ängsvägen Hamngatan'),
  },
];

/** Mailbox name of a person: letters of the two names without accents, lower case. */
export function mailboxName(first: string, last: string): string {
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .replaceAll(/[\u0300-\u036F]/g, '')
      .replaceAll('ß', 'ss')
      .replaceAll('ø', 'o')
      .replaceAll('ł', 'l')
      .toLowerCase()
      .replaceAll(/[^a-z]/g, '');
  return `${plain(first)}.${plain(last)}`;
}
