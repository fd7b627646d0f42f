//! Room for lists without end. A document of some megabytes may be nothing but people or labels, and then what holds
//! them is most of the memory that reading takes.

use std::collections::VecDeque;

/// Of how many elements on room is saved: no meeting has so many people, or its minutes so many labels.
pub(crate) const MANY: usize = 2000;

/// Makes room for `more` elements. Where there are many, the list grows by an eighth and not by the double.
pub(crate) fn make<T>(list: &mut Vec<T>, more: usize) {
    if list.len() < MANY {
        list.reserve(more.min(MANY));
    } else if list.capacity() - list.len() < more {
        list.reserve_exact(more.max(list.len() / 8));
    }
}

/// Puts one more element behind the others, with no more room than that.
pub(crate) fn push<T>(list: &mut Vec<T>, element: T) {
    make(list, 1);
    list.push(element);
}

/// Gives back the room of the elements of a queue that have been read, where there are many: what is made of them
/// takes as much.
pub(crate) fn give_back<T>(unread: &mut VecDeque<T>) {
    if unread.capacity() > MANY && unread.len() < unread.capacity() / 4 * 3 {
        unread.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_have_little_room_to_spare() {
        let mut list = Vec::new();
        for at in 0..100_000 {
            push(&mut list, at);
            assert!(list.capacity() <= (list.len() * 9 / 8 + 1).max(2 * MANY), "{at}");
        }
        let mut unread = VecDeque::from(list);
        while unread.pop_front().is_some() {
            give_back(&mut unread);
            assert!(unread.capacity() <= (unread.len() * 4 / 3 + 4).max(MANY), "{}", unread.len());
        }
    }
}
