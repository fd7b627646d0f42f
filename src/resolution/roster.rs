//! Who is who: the people of the document, found again where the text names them in another way.

use crate::model::{Role, Text};

/// Somebody whom the document names in a list.
#[derive(Debug, Clone)]
pub(crate) struct Person<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) party: Option<Text<'a>>,
    pub(crate) title: Option<Text<'a>>,
    pub(crate) roles: Vec<Role>,
}

/// The people in the lists of a document: present, absent and presenting, in reading order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roster<'a> {
    pub(crate) people: Vec<Person<'a>>,
}
