//! The roles of one person.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Role;

/// How many roles there are.
const ALL: usize = 13;

/// Some roles, each once, in the order in which they were added; it reads as a slice of them.
///
/// They stand in place: nearly everybody has one, and a list of many people would have a piece of memory for each.
///
/// ```
/// use protokollant::{Role, Roles};
/// let mut roles = Roles::from_iter([Role::Member, Role::Chair]);
/// roles.add(Role::Member);
/// assert_eq!(roles[..], [Role::Member, Role::Chair]);
/// ```
#[derive(Clone, Copy)]
pub struct Roles {
    count: u8,
    /// Those behind the first `count` say nothing.
    roles: [Role; ALL],
}

impl Roles {
    /// No roles.
    pub const fn new() -> Self {
        Self { count: 0, roles: [Role::Other; ALL] }
    }

    /// Adds a role behind the others, unless it is among them.
    pub fn add(&mut self, role: Role) {
        // Each stands there once, so that there is room for all.
        if !self.contains(&role)
            && let Some(free) = self.roles.get_mut(usize::from(self.count))
        {
            *free = role;
            self.count += 1;
        }
    }

    /// The same roles without `role`.
    #[must_use]
    pub fn without(self, role: Role) -> Self {
        self.iter().copied().filter(|other| *other != role).collect()
    }
}

impl Deref for Roles {
    type Target = [Role];

    fn deref(&self) -> &[Role] {
        &self.roles[..usize::from(self.count)]
    }
}

impl Default for Roles {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl PartialEq for Roles {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Roles {}

impl Extend<Role> for Roles {
    fn extend<I: IntoIterator<Item = Role>>(&mut self, roles: I) {
        roles.into_iter().for_each(|role| self.add(role));
    }
}

impl<'r> Extend<&'r Role> for Roles {
    fn extend<I: IntoIterator<Item = &'r Role>>(&mut self, roles: I) {
        roles.into_iter().for_each(|role| self.add(*role));
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        let mut all = Self::new();
        all.extend(roles);
        all
    }
}

impl<'r> IntoIterator for &'r Roles {
    type Item = &'r Role;
    type IntoIter = std::slice::Iter<'r, Role>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Roles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Roles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Role>::deserialize(deserializer)?.into_iter().collect())
    }
}

/// In JSON they are a list as any other.
impl JsonSchema for Roles {
    fn inline_schema() -> bool {
        Vec::<Role>::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<Role>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<Role>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_stands_there_once() {
        let all: Vec<Role> = (0..ALL)
            .map(|at| {
                [
                    Role::Chair,
                    Role::ViceChair,
                    Role::Member,
                    Role::Deputy,
                    Role::Secretary,
                    Role::Adjunct,
                    Role::Adjuster,
                    Role::Observer,
                    Role::Official,
                    Role::Auditor,
                    Role::UnionRepresentative,
                    Role::Guest,
                    Role::Other,
                ][at]
            })
            .collect();
        let roles: Roles = all.iter().chain(&all).rev().copied().collect();
        assert!(roles.iter().eq(all.iter().rev()));
        assert_eq!(roles.without(Role::Other).len(), ALL - 1);
        let json = serde_json::to_string(&roles).expect("it can be written");
        assert_eq!(serde_json::from_str::<Roles>(&json).ok(), Some(roles));
        assert_eq!(serde_json::to_string(&Roles::new()).ok().as_deref(), Some("[]"));
    }

    #[test]
    fn they_take_little_room() {
        assert_eq!(size_of::<Roles>(), ALL + 1);
    }
}
