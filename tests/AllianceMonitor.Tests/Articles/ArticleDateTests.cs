using AllianceMonitor.Articles;

namespace AllianceMonitor.Tests.Articles;

public class ArticleDateTests
{
    [Theory]
    [InlineData("2027-03-15", "2027-03-15")]
    [InlineData("2027-03-15T06:30:00Z", "2027-03-15T06:30:00Z")]
    [InlineData("2027-03-15T06:30:00.123Z", "2027-03-15T06:30:00Z")]
    [InlineData("2027-03-15T07:30:00+01:00", "2027-03-15T06:30:00Z")]
    [InlineData("2027-03-15T07:30+01:00", "2027-03-15T06:30:00Z")]
    [InlineData("2027-03-15T01:30:00-0500", "2027-03-15T06:30:00Z")]
    [InlineData("20270315T063000Z", "2027-03-15T06:30:00Z")]
    [InlineData("Mon, 15 Mar 2027 06:30:00 GMT", "2027-03-15T06:30:00Z")]
    [InlineData(" 2027-03-15T23:30:00-05:00 ", "2027-03-16T04:30:00Z")]
    [InlineData("2027-03-15T23:30:00", "2027-03-15")]
    [InlineData("2027-03-15 23:30:00", "2027-03-15")]
    [InlineData("Mon, 15 Mar 2027 07:30:00 +0100", "2027-03-15T06:30:00Z")]
    [InlineData("15 Mar 2027 06:30 UT", "2027-03-15T06:30:00Z")]
    [InlineData("Monday, 15-Mar-27 01:30:00 EST", "2027-03-15T06:30:00Z")]
    [InlineData("Mon, 15 Mar 2027 06:30:00 -0000 (UTC)", "2027-03-15T06:30:00Z")]
    [InlineData("Mon, 15 Mar 2027 07:30:00 CET", "2027-03-15")]
    [InlineData("Mon, 15 Mar 2027 07:30:00", "2027-03-15")]
    [InlineData("15 March 99 07:30", "1999-03-15")]
    [InlineData("Mon, 31 Feb 2027 07:30:00 GMT", null)]
    [InlineData("Mon, 15 Mar 2027 25:30:00 GMT", null)]
    [InlineData("Mon, 15 Mar 2027 07:30:00 +9900", "2027-03-15")]
    [InlineData("20270315T073000+0100", "2027-03-15T06:30:00Z")]
    [InlineData("20270315", "2027-03-15")]
    [InlineData("20270315T073000", "2027-03-15")]
    [InlineData("20270315000000-0500", "2027-03-15")]
    [InlineData("2027", null)]
    [InlineData("03/04/2027", null)]
    [InlineData("2027-02-30", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_stated_date_is_normalised_and_nothing_else_is(string? text, string? expected) => Assert.Equal(expected, ArticleDate.Normalize(text));
}
