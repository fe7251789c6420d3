using System.Net;
using System.Net.Sockets;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AllianceMonitor.Tests.Support;

/// <summary>The moments at which a scripted answer can be given.</summary>
public enum SmtpPhase
{
    Greeting,
    Hello,
    StartTls,
    Authentication,
    From,
    To,
    Data,
    End,
}

/// <summary>A small real SMTP server on loopback that keeps what it accepts. One answer can be scripted for a phase; "drop" closes the connection there, "hang" never answers.</summary>
internal sealed class LoopbackSmtp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;
    private readonly SmtpPhase? phase;
    private readonly string? answer;

    public LoopbackSmtp(SmtpPhase? phase = null, string? answer = null)
    {
        (this.phase, this.answer) = (phase, answer);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Messages as they came over the wire, dots unstuffed.</summary>
    public List<string> Messages { get; } = [];

    public List<string> Recipients { get; } = [];

    /// <summary>Commands as they came, without messages.</summary>
    public List<string> Lines { get; } = [];

    public int Connections { get; private set; }

    /// <summary>Completes when it has come to the answer that it never gives.</summary>
    public Task Hanging => hanging.Task;

    /// <summary>After so many it closes the connection.</summary>
    public int MessagesPerConnection { get; init; } = int.MaxValue;

    /// <summary>What EHLO answers beside the greeting.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Offers STARTTLS with it.</summary>
    public X509Certificate2? Certificate { get; init; }

    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Connections++;
            int served = 0;
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                if (!await AnswerAsync(writer, SmtpPhase.Greeting, "220 test ESMTP"))
                {
                    return;
                }

                while (await reader.ReadLineAsync(stopping.Token) is { } line)
                {
                    Lines.Add(line);
                    if (line == "STARTTLS")
                    {
                        if (!await AnswerAsync(writer, SmtpPhase.StartTls, "220 go ahead") || phase == SmtpPhase.StartTls)
                        {
                            return;
                        }

                        using var encrypted = new SslStream(client.GetStream());
                        await encrypted.AuthenticateAsServerAsync(Certificate!);
                        return;
                    }

                    string verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    if (verb is "MAIL" or "RCPT")
                    {
                        Recipients.AddRange(verb == "RCPT" ? [line] : []);
                    }

                    bool goesOn = verb switch
                    {
                        "EHLO" or "HELO" => await AnswerAsync(writer, SmtpPhase.Hello, Hello()),
                        "AUTH" => await AnswerAsync(writer, SmtpPhase.Authentication, line == "AUTH LOGIN" ? "334 VXNlcm5hbWU6" : "235 welcome"),
                        "MAIL" => await AnswerAsync(writer, SmtpPhase.From, "250 ok"),
                        "RCPT" => await AnswerAsync(writer, SmtpPhase.To, "250 ok"),
                        "DATA" => await DataAsync(reader, writer) && ++served < MessagesPerConnection,
                        "QUIT" => await AnswerAsync(writer, null, "221 bye") && false,
                        _ => await AnswerAsync(writer, null, "250 ok"),
                    };
                    if (!goesOn)
                    {
                        return;
                    }
                }
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client or the test is gone.
            }
        }
    }

    private string Hello()
    {
        List<string> lines = ["test", .. Extensions, .. Certificate is null ? (string[])[] : ["STARTTLS"]];
        return string.Join("\r\n", lines.Select((line, i) => $"250{(i < lines.Count - 1 ? '-' : ' ')}{line}"));
    }

    private async Task<bool> DataAsync(StreamReader reader, StreamWriter writer)
    {
        if (!await AnswerAsync(writer, SmtpPhase.Data, "354 go ahead") || (phase == SmtpPhase.Data && answer is not null))
        {
            return phase == SmtpPhase.Data && answer is not "drop";
        }

        var message = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
        {
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        Messages.Add(message.ToString());
        return await AnswerAsync(writer, SmtpPhase.End, "250 accepted");
    }

    private async Task<bool> AnswerAsync(StreamWriter writer, SmtpPhase? at, string usual)
    {
        string text = at is not null && at == phase ? answer! : usual;
        if (text == "drop")
        {
            return false;
        }

        if (text == "hang")
        {
            hanging.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopping.Token);
        }

        await writer.WriteLineAsync(text);
        return true;
    }
}
