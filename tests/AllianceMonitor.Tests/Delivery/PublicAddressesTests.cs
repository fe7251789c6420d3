using System.Net;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Delivery;

public class PublicAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("168.63.129.16", false)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("20.50.2.1", false)]
    [InlineData("::1", true)]
    [InlineData("::", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("ff02::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("::ffff:20.50.2.1", false)]
    [InlineData("2603:1030::1", false)]
    public void Private_addresses_are_known(string address, bool isPrivate) => Assert.Equal(isPrivate, PublicAddresses.IsPrivate(IPAddress.Parse(address)));

    /// <summary>An address written as a name that is allowed stands for a name that resolves to it.</summary>
    [Fact]
    public async Task A_webhook_whose_host_resolves_to_a_private_address_is_refused_before_anything_is_sent()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = PublicAddresses.ConnectAsync };
        var channel = new TeamsChannel(new HttpClient(handler), new TeamsOptions
        {
            Webhooks = new Dictionary<string, string> { ["TEAMS_WEBHOOK_DESK"] = "https://10.0.0.1:4443/1?sig=c4n4ry" },
            AllowedHosts = ["10.0.0.1"],
        });

        SendResult sent = await channel.SendAsync(Sample.Notification(channel: Recipient.Teams, address: "TEAMS_WEBHOOK_DESK"), CancellationToken.None);

        Assert.Equal(new SendResult.Refused("the host in setting TEAMS_WEBHOOK_DESK resolves to a private address"), sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, RecipientFault.Gone)]
    [InlineData(HttpStatusCode.Unauthorized, RecipientFault.MaybeGone)]
    [InlineData(HttpStatusCode.Forbidden, RecipientFault.MaybeGone)]
    [InlineData(HttpStatusCode.NotFound, RecipientFault.MaybeGone)]
    [InlineData(HttpStatusCode.BadRequest, RecipientFault.None)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, RecipientFault.None)]
    [InlineData(HttpStatusCode.Found, RecipientFault.None)]
    public async Task A_refusal_of_Teams_says_whether_the_webhook_is_gone(HttpStatusCode status, RecipientFault fault)
    {
        const string Webhook = "https://x.logic.azure.com/1";
        var channel = new TeamsChannel(new HttpClient(new ScriptedHttp().On(Webhook, status)), new TeamsOptions { Webhooks = new Dictionary<string, string> { ["TEAMS_WEBHOOK_DESK"] = Webhook } });

        Assert.Equal(new SendResult.Refused($"HTTP {(int)status}", fault), await channel.SendAsync(Sample.Notification(channel: Recipient.Teams, address: "TEAMS_WEBHOOK_DESK"), CancellationToken.None));
    }
}
