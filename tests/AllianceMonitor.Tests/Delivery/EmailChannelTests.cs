using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Delivery;

[Trait("Category", "Faults")]
public sealed partial class EmailChannelTests : ChannelContract
{
    protected override string ChannelName => Recipient.Email;

    private protected override IChannel NewChannel() => Channel(25);

    private protected override async Task<SendResult> SendAsync(Situation peer)
    {
        Notification notification = Sample.Notification(address: $"{Canary}@example.com");
        if (peer == Situation.IsNotSetUp)
        {
            return await new EmailChannel(new EmailOptions { Password = Canary }).SendAsync(notification, CancellationToken.None);
        }

        if (peer == Situation.IsNotThere)
        {
            return await Channel(UnusedPort()).SendAsync(notification, CancellationToken.None);
        }

        await using LoopbackSmtp server = peer switch
        {
            Situation.RefusesForGood => new LoopbackSmtp(SmtpPhase.To, $"550 no such user {Canary}@example.com"),
            Situation.IsBusy => new LoopbackSmtp(SmtpPhase.To, $"450 greylisted {Canary}"),
            Situation.FailsForNow => new LoopbackSmtp(SmtpPhase.End, $"451 try again {Canary}"),
            Situation.BreaksOffBeforeTheAnswer => new LoopbackSmtp(SmtpPhase.End, "drop"),
            Situation.NeverAnswers => new LoopbackSmtp(SmtpPhase.End, "hang"),
            _ => new LoopbackSmtp(),
        };
        return await SendUntilItHangsAsync(Channel(server.Port), server, notification);
    }

    /// <summary>The time-out comes when the server hangs, however slow the machine is.</summary>
    private static async Task<SendResult> SendUntilItHangsAsync(EmailChannel channel, LoopbackSmtp server, Notification? notification = null)
    {
        using var timeOut = new CancellationTokenSource();
        Task<SendResult> sending = channel.SendAsync(notification ?? Sample.Notification(), timeOut.Token);
        if (await Task.WhenAny(sending, server.Hanging) != sending)
        {
            await timeOut.CancelAsync();
        }

        return await sending;
    }

    /// <summary>Before the end of the message has been sent, nothing can have arrived; a refusal before MAIL FROM is none of the message.</summary>
    [Theory]
    [InlineData("Greeting", "421 busy", "TryLater")]
    [InlineData("Greeting", "554 no", "TryLater")]
    [InlineData("Hello", "421 busy", "TryLater")]
    [InlineData("Hello", "502 no", "TryLater")]
    [InlineData("From", "451 later", "TryLater")]
    [InlineData("From", "550 no", "Refused")]
    [InlineData("To", "450 greylisted", "TryLater")]
    [InlineData("To", "452 mailbox full", "TryLater")]
    [InlineData("To", "550 unknown", "Refused")]
    [InlineData("To", "553 bad name", "Refused")]
    [InlineData("Data", "451 later", "TryLater")]
    [InlineData("Data", "554 no", "Refused")]
    [InlineData("End", "451 later", "TryLater")]
    [InlineData("End", "452 disk full", "TryLater")]
    [InlineData("End", "552 too big", "Refused")]
    [InlineData("End", "554 spam", "Refused")]
    [InlineData("End", "drop", "Unknown")]
    [InlineData("Greeting", "drop", "TryLater")]
    [InlineData("Hello", "drop", "TryLater")]
    [InlineData("From", "drop", "TryLater")]
    [InlineData("To", "drop", "TryLater")]
    [InlineData("Data", "drop", "TryLater")]
    [InlineData("Greeting", "this is not SMTP", "TryLater")]
    [InlineData("Hello", "99999", "TryLater")]
    public async Task What_the_server_does_has_its_result_in_every_phase(string phase, string answer, string result)
    {
        await using var server = new LoopbackSmtp(Enum.Parse<SmtpPhase>(phase), answer);

        SendResult sent = await Channel(server.Port).SendAsync(Sample.Notification(), CancellationToken.None);

        Assert.True(result == sent.GetType().Name, $"{phase} {answer}: {sent}");
        Assert.Contains(char.IsDigit(answer[0]) && answer[3] == ' ' ? $"SMTP {answer[..3]}" : "SMTP", sent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Greeting", "TryLater")]
    [InlineData("Hello", "TryLater")]
    [InlineData("From", "TryLater")]
    [InlineData("To", "TryLater")]
    [InlineData("Data", "TryLater")]
    [InlineData("End", "Unknown")]
    public async Task A_server_that_stalls_may_have_the_message_only_at_its_end(string phase, string result)
    {
        await using var server = new LoopbackSmtp(Enum.Parse<SmtpPhase>(phase), "hang");

        SendResult sent = await SendUntilItHangsAsync(Channel(server.Port), server);

        Assert.True(result == sent.GetType().Name, $"{phase}: {sent}");
    }

    /// <summary>Where the settings ask for them; nothing of the message is said before.</summary>
    [Theory]
    [InlineData("StartTls", "454 not now", "SMTP 454 at StartTls")]
    [InlineData("StartTls", "501 no", "SMTP 501 at StartTls")]
    [InlineData("StartTls", "drop", "SMTP: the connection broke before the answer at StartTls")]
    [InlineData("StartTls", "hang", "SMTP: no answer within the time-out at StartTls")]
    [InlineData("Authentication", "454 4.7.0 not now", "SMTP 454 4.7.0 at Authentication")]
    [InlineData("Authentication", "535 5.7.8 no", "SMTP 535 5.7.8 at Authentication")]
    [InlineData("Authentication", "drop", "SMTP: the connection broke before the answer at Authentication")]
    [InlineData("Authentication", "hang", "SMTP: no answer within the time-out at Authentication")]
    public async Task Encryption_and_authentication_that_fail_are_tried_later(string phase, string answer, string reason)
    {
        bool encrypts = phase == "StartTls";
        await using var server = new LoopbackSmtp(Enum.Parse<SmtpPhase>(phase), answer) { Extensions = [encrypts ? "STARTTLS" : "AUTH PLAIN"] };
        using var channel = new EmailChannel(new EmailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = encrypts, User = encrypts ? "" : "u", Password = Canary, From = "from@mail.example" });

        SendResult.TryLater later = Assert.IsType<SendResult.TryLater>(await SendUntilItHangsAsync(channel, server));

        Assert.Equal(reason, later.Reason);
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("To", "550 5.1.1 no such user", "Gone")]
    [InlineData("To", "550 unknown", "Gone")]
    [InlineData("To", "551 not here", "Gone")]
    [InlineData("To", "552 full", "MaybeGone")]
    [InlineData("To", "550 5.2.2 full", "MaybeGone")]
    [InlineData("To", "550 5.7.1 we do not like you", "MaybeGone")]
    [InlineData("From", "550 5.1.8 bad sender", "None")]
    [InlineData("Data", "554 no", "None")]
    [InlineData("End", "550 5.7.1 spam", "None")]
    public async Task Only_a_refusal_of_the_recipient_speaks_against_the_recipient(string phase, string answer, string fault)
    {
        await using var server = new LoopbackSmtp(Enum.Parse<SmtpPhase>(phase), answer);

        SendResult.Refused refused = Assert.IsType<SendResult.Refused>(await Channel(server.Port).SendAsync(Sample.Notification(), CancellationToken.None));

        Assert.Equal(fault, refused.Fault.ToString());
    }

    [Fact]
    public async Task A_connection_serves_the_next_message_too()
    {
        await using var server = new LoopbackSmtp();
        using EmailChannel channel = Channel(server.Port);

        for (int i = 0; i < 3; i++)
        {
            Assert.IsType<SendResult.Accepted>(await channel.SendAsync(Sample.Notification(), CancellationToken.None));
        }

        Assert.Equal((3, 1), (server.Messages.Count, server.Connections));
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_has_closed_costs_nothing()
    {
        await using var server = new LoopbackSmtp { MessagesPerConnection = 1 };
        using EmailChannel channel = Channel(server.Port);

        for (int i = 0; i < 3; i++)
        {
            Assert.IsType<SendResult.Accepted>(await channel.SendAsync(Sample.Notification(), CancellationToken.None));
        }

        Assert.Equal((3, 3), (server.Messages.Count, server.Connections));
    }

    [Fact]
    public async Task Without_the_encryption_that_the_settings_ask_for_nothing_is_sent()
    {
        await using var server = new LoopbackSmtp();
        using var channel = new EmailChannel(new EmailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = true, User = "u", Password = Canary, From = "from@mail.example" });

        SendResult.TryLater later = Assert.IsType<SendResult.TryLater>(await channel.SendAsync(Sample.Notification(), CancellationToken.None));

        Assert.Equal("SMTP: the server offers no STARTTLS at StartTls", later.Reason);
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "AUTH PLAIN AHUAYzRuNHJ5")]
    [InlineData("AUTH LOGIN", "AUTH LOGIN|dQ==|YzRuNHJ5")]
    public async Task It_authenticates_as_the_server_offers(string extension, string lines)
    {
        await using var server = new LoopbackSmtp { Extensions = [extension] };
        using var channel = new EmailChannel(new EmailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false, User = "u", Password = Canary, From = "from@mail.example" });

        Assert.IsType<SendResult.Accepted>(await channel.SendAsync(Sample.Notification(), CancellationToken.None));

        Assert.Equal(lines, string.Join('|', server.Lines.Skip(1).TakeWhile(line => !line.StartsWith("MAIL", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task It_encrypts_before_it_says_anything_and_refuses_a_certificate_that_nobody_vouches_for()
    {
        await using var server = new LoopbackSmtp { Certificate = LoopbackSmtp.SelfSigned() };
        using var channel = new EmailChannel(new EmailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = true, User = "u", Password = Canary, From = "from@mail.example" });

        SendResult.TryLater later = Assert.IsType<SendResult.TryLater>(await channel.SendAsync(Sample.Notification(), CancellationToken.None));

        Assert.Equal("SMTP: the server's certificate or TLS is not accepted at StartTls", later.Reason);
        Assert.Equal(["EHLO [127.0.0.1]", "STARTTLS"], server.Lines);
    }

    [Fact]
    public async Task A_subject_in_any_script_comes_through()
    {
        string headline = "ルノー、日産株を15%に 🚗 " + new string('é', 120);

        string headers = (await ReceivedAsync(Sample.Notification(Sample.Alert() with { Headline = headline }))).Headers;

        string subject = SubjectLines().Match(headers).Groups["words"].Value;
        Assert.All(subject.Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.Equal(headline, string.Concat(EncodedWord().Matches(subject).Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["data"].Value)))));
        Assert.All(headers, c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public async Task A_mail_can_be_left_with_one_click()
    {
        var link = new Uri("https://monitor.example/api/unsubscribe/0123.abc");

        string headers = (await ReceivedAsync(Sample.Notification() with { Unsubscribe = link })).Headers;

        Assert.Contains($"\r\nList-Unsubscribe: <{link}>\r\n", headers, StringComparison.Ordinal);
        Assert.Contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("List-Unsubscribe", (await ReceivedAsync(Sample.Notification())).Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_has_two_bodies_and_its_identifiers()
    {
        (string headers, string body) = await ReceivedAsync(Sample.Notification());

        Assert.Matches("(?m)^To: desk@example.com\r?$", headers);
        Assert.Matches("(?m)^From: .*from@mail.example", headers);
        Assert.Matches($"(?mi)^Message-ID: <{Sample.Notification().Receipt.Key[..40]}@mail.example>", headers);
        Assert.Matches("(?m)^References: <s-0123456789abcdef@mail.example>", headers);
        Assert.Matches("(?m)^In-Reply-To: <s-0123456789abcdef@mail.example>", headers);
        Assert.Matches("(?m)^Auto-Submitted: auto-generated", headers);
        Assert.Matches("(?m)^Content-Type: multipart/alternative", headers);
        Assert.Matches("(?s)text/plain.*text/html", body);
    }

    [Fact]
    public async Task A_second_send_has_the_same_message_id()
    {
        Notification first = Sample.Notification(), second = first with { Receipt = first.Receipt with { PossibleDuplicate = true, Epoch = 2 } };

        Assert.Equal(MessageId().Match((await ReceivedAsync(first)).Headers).Value, MessageId().Match((await ReceivedAsync(second)).Headers).Value);
    }

    [Theory]
    [InlineData("Stake: 15%\r\nBcc: c4n4ry@example.com")]
    [InlineData("Stake: 15%\nX-Evil: c4n4ry\n\nNew body")]
    [InlineData("Stake: 15%\rBcc: c4n4ry@example.com")]
    [InlineData("Stake: 15%\u2028Bcc: c4n4ry@example.com")]
    [InlineData("Stake: 15%\0Bcc: c4n4ry@example.com")]
    public async Task A_line_break_in_an_article_adds_no_header(string text)
    {
        Alert alert = Sample.Alert() with { Headline = text, Title = text, Source = text, Summary = text };

        (string headers, _) = await ReceivedAsync(Sample.Notification(alert, reason: text));

        Assert.DoesNotMatch("(?mi)^(Bcc|X-Evil)", headers);
        Assert.Equal(
            ["Auto-Submitted", "Content-Type", "Date", "From", "In-Reply-To", "MIME-Version", "Message-ID", "References", "Subject", "To"],
            HeaderName().Matches(headers).Select(match => match.Groups["name"].Value).Select(name => name == "Message-Id" ? "Message-ID" : name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_line_that_is_a_mere_dot_does_not_end_the_mail()
    {
        Alert alert = Sample.Alert() with { Title = "Before\n.\nAfter" };

        string body = (await ReceivedAsync(Sample.Notification(alert))).Body;

        Assert.Contains("Story and evidence", Decoded(body), StringComparison.Ordinal);
    }

    private static EmailChannel Channel(int port) =>
        new(new EmailOptions { Host = "127.0.0.1", Port = port, StartTls = false, From = "from@mail.example", Password = Canary });

    private static async Task<(string Headers, string Body)> ReceivedAsync(Notification notification)
    {
        await using var server = new LoopbackSmtp();
        SendResult result = await Channel(server.Port).SendAsync(notification, CancellationToken.None);
        Assert.IsType<SendResult.Accepted>(result);
        string message = Assert.Single(server.Messages);
        int end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (message[..end] + "\r\n", message[end..]);
    }

    /// <summary>The Base64 parts of a body as text.</summary>
    private static string Decoded(string body) =>
        string.Join('\n', Base64Part().Matches(body).Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["data"].Value))));

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"(?mi)^Message-ID: <[^>]+>")]
    private static partial Regex MessageId();

    [GeneratedRegex(@"(?m)^Subject: (?<words>.*?)\r\n(?=\S)", RegexOptions.Singleline)]
    private static partial Regex SubjectLines();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<data>[A-Za-z0-9+/=]+)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(?m)^(?<name>[^:\s]+):")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"Content-Transfer-Encoding: base64\r\n\r\n(?<data>[A-Za-z0-9+/=\r\n]+)")]
    private static partial Regex Base64Part();
}
