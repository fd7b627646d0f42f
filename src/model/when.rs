//! Calendar dates and clock times, as the document writes them in JSON.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar date, `2024-06-17` in JSON (ISO 8601). It cannot be impossible.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date, or `None` where the calendar has no such day.
    ///
    /// ```
    /// use protokollant::Date;
    /// assert_eq!(Date::new(2024, 2, 29).unwrap().to_string(), "2024-02-29");
    /// assert!(Date::new(2023, 2, 29).is_none());
    /// ```
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The year, for example 2024.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week, Monday 1 to Sunday 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }
}

/// A time of day to the minute, `09:30` in JSON.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    hour: u8,
    minute: u8,
}

impl Time {
    /// The time, or `None` where no clock shows it (24:00 is no time of day).
    ///
    /// ```
    /// use protokollant::Time;
    /// assert_eq!(Time::new(9, 5).unwrap().to_string(), "09:05");
    /// assert!(Time::new(25, 0).is_none());
    /// ```
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// A text that is no date or time in the document's own form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a date as YYYY-MM-DD or a time as HH:MM")]
pub struct WhenError;

impl FromStr for Date {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        let mut parts = text.splitn(3, '-');
        let mut next = || parts.next().ok_or(WhenError);
        let (year, month, day) = (next()?, next()?, next()?);
        let number = |part: &str| part.parse::<i16>().map_err(|_| WhenError);
        let small = |part: &str| part.parse::<i8>().map_err(|_| WhenError);
        Self::new(number(year)?, small(month)?, small(day)?).ok_or(WhenError)
    }
}

impl FromStr for Time {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        let (hour, minute) = text.split_once(':').ok_or(WhenError)?;
        let number = |part: &str| part.parse::<u8>().map_err(|_| WhenError);
        Self::new(number(hour)?, number(minute)?).ok_or(WhenError)
    }
}

/// Debug, serde and schema by way of the written form.
macro_rules! written {
    ($type:ident, $format:literal, $pattern:literal) => {
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "format": $format, "pattern": $pattern})
            }
        }
    };
}

written!(Date, "date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
written!(Time, "partial-time", "^([01][0-9]|2[0-3]):[0-5][0-9]$");
