using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Delivery;

public class SignedLinksTests
{
    private const string Delivery = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static readonly byte[] Old = [.. Enumerable.Repeat((byte)1, 32)], New = [.. Enumerable.Repeat((byte)2, 32)], Newest = [.. Enumerable.Repeat((byte)3, 32)];

    [Fact]
    public void A_link_acts_for_its_delivery_and_its_purpose()
    {
        SignedLinks links = Links(New);
        string token = Token(links, LinkPurpose.Unsubscribe);

        Assert.Equal(Delivery, links.Verify(LinkPurpose.Unsubscribe, token));
        Assert.Null(links.Verify(LinkPurpose.Feedback, token));
        Assert.Null(links.Verify(LinkPurpose.Unsubscribe, token.Replace(Delivery, new string('0', 64), StringComparison.Ordinal)));
        Assert.Null(Links(Old).Verify(LinkPurpose.Unsubscribe, token));
    }

    [Fact]
    public void Links_of_the_previous_key_work_and_of_the_one_before_do_not()
    {
        string token = Token(Links(Old), LinkPurpose.Unsubscribe);

        Assert.Equal(Delivery, Links(New, Old).Verify(LinkPurpose.Unsubscribe, token));
        Assert.Null(Links(Newest, New).Verify(LinkPurpose.Unsubscribe, token));
        Assert.NotEqual(token, Token(Links(New, Old), LinkPurpose.Unsubscribe));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("../../config/subscriptions.yaml")]
    public void What_is_no_token_of_ours_does_nothing(string token) => Assert.Null(Links(New).Verify(LinkPurpose.Unsubscribe, token));

    [Fact]
    public void One_bit_changed_anywhere_makes_it_worthless()
    {
        SignedLinks links = Links(New);
        string token = Token(links, LinkPurpose.Unsubscribe);
        for (int i = 0; i < token.Length; i++)
        {
            char[] changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';

            Assert.Null(links.Verify(LinkPurpose.Unsubscribe, new string(changed)));
        }
    }

    [Fact]
    public void A_link_holds_nothing_of_the_recipient_and_nothing_of_the_key()
    {
        Notification notification = Sample.Notification(address: "jane.doe@example.com");
        string link = Links(New).To(LinkPurpose.Unsubscribe, notification.Receipt.Key)!.AbsoluteUri;

        Assert.DoesNotContain("jane", link, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("example.com", link, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(New)[..8], link, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(New)[..8], link, StringComparison.Ordinal);
    }

    private static SignedLinks Links(byte[] key, byte[]? previous = null) => new(new LinkOptions { Key = key, PreviousKey = previous }, new DeliveryOptions());

    private static string Token(SignedLinks links, LinkPurpose purpose) => links.To(purpose, Delivery)!.Segments[^1];
}
