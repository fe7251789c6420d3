using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace AllianceMonitor.Delivery;

/// <summary>How far a transaction has come.</summary>
internal enum SmtpStep
{
    Connect,
    Greeting,
    Hello,
    StartTls,
    Authentication,
    MailFrom,
    RcptTo,
    Data,

    /// <summary>The end of the message is on its way: from here on the server may have it.</summary>
    End,
}

/// <summary>The server said no.</summary>
/// <param name="step">To what.</param>
/// <param name="code">400 to 599.</param>
/// <param name="enhanced">Enhanced status code (RFC 3463): <c>5.1.1</c>; empty where there is none.</param>
internal sealed class SmtpRefusalException(SmtpStep step, int code, string enhanced) : Exception($"SMTP {code} {enhanced}".TrimEnd())
{
    public SmtpStep Step { get; } = step;
    public int Code { get; } = code;
    public string Enhanced { get; } = enhanced;
}

/// <summary>The server says something that is no SMTP, or lacks what the settings ask for.</summary>
internal sealed class SmtpProtocolException(string message) : Exception(message);

/// <summary>One connection to a mail server (RFC 5321), with STARTTLS (3207) and authentication (4954). Any fault leaves it unusable; <see cref="Step"/> says where it was.</summary>
internal sealed class SmtpConnection : IDisposable
{
    /// <summary>Bounds what a server can make us hold.</summary>
    private const int MaxReplyLines = 100, BufferBytes = 4_096;

    private readonly TcpClient client = new();
    private readonly byte[] buffer = new byte[BufferBytes];
    private HashSet<string> extensions = new(StringComparer.OrdinalIgnoreCase);
    private Stream stream = Stream.Null;
    private int start, end;

    public SmtpStep Step { get; private set; }

    /// <summary>Whether it has served a transaction before: the server may have closed it since.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Greets, encrypts and authenticates as the settings say.</summary>
    public async Task OpenAsync(EmailOptions options, CancellationToken cancellation)
    {
        Step = SmtpStep.Connect;
        await client.ConnectAsync(options.Host, options.Port, cancellation);
        client.NoDelay = true;
        stream = client.GetStream();
        Step = SmtpStep.Greeting;
        await ReplyAsync(cancellation);
        await HelloAsync(cancellation);
        if (options.StartTls)
        {
            await EncryptAsync(options.Host, cancellation);
            await HelloAsync(cancellation);
        }

        if (options.User.Length > 0)
        {
            await AuthenticateAsync(options, cancellation);
        }
    }

    /// <summary>One message to one recipient; the server's last word.</summary>
    public async Task<int> SendAsync(string from, string to, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        string utf8 = from.Concat(to).All(char.IsAscii) ? ""
            : extensions.Contains("SMTPUTF8") ? " SMTPUTF8" : throw new SmtpRefusalException(SmtpStep.RcptTo, 553, "5.6.7");
        await CommandAsync(SmtpStep.MailFrom, $"MAIL FROM:<{from}>{utf8}", cancellation);
        await CommandAsync(SmtpStep.RcptTo, $"RCPT TO:<{to}>", cancellation);
        await CommandAsync(SmtpStep.Data, "DATA", cancellation);
        await stream.WriteAsync(message, cancellation);
        await stream.FlushAsync(cancellation);
        int code = await CommandAsync(SmtpStep.End, ".", cancellation);
        IsUsed = true;
        return code;
    }

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    private async Task HelloAsync(CancellationToken cancellation)
    {
        Step = SmtpStep.Hello;
        await WriteAsync("EHLO [127.0.0.1]", cancellation);
        (_, List<string> lines) = await ReplyAsync(cancellation);
        extensions = new(lines.Skip(1).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, .. var rest] ? rest.Select(word => $"{name} {word}").Prepend(name) : []), StringComparer.OrdinalIgnoreCase);
    }

    private async Task EncryptAsync(string host, CancellationToken cancellation)
    {
        Step = SmtpStep.StartTls;
        if (!extensions.Contains("STARTTLS"))
        {
            throw new SmtpProtocolException("the server offers no STARTTLS");
        }

        await CommandAsync(SmtpStep.StartTls, "STARTTLS", cancellation);
        if (start != end)
        {
            // Whatever came in the clear behind the answer would be taken for encrypted.
            throw new SmtpProtocolException("the server said more before the encryption began");
        }

        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
    }

    private async Task AuthenticateAsync(EmailOptions options, CancellationToken cancellation)
    {
        if (extensions.Contains("AUTH PLAIN"))
        {
            await CommandAsync(SmtpStep.Authentication, $"AUTH PLAIN {Base64($"\0{options.User}\0{options.Password}")}", cancellation);
        }
        else if (extensions.Contains("AUTH LOGIN"))
        {
            await CommandAsync(SmtpStep.Authentication, "AUTH LOGIN", cancellation);
            await CommandAsync(SmtpStep.Authentication, Base64(options.User), cancellation);
            await CommandAsync(SmtpStep.Authentication, Base64(options.Password), cancellation);
        }
        else
        {
            Step = SmtpStep.Authentication;
            throw new SmtpProtocolException("the server offers neither AUTH PLAIN nor AUTH LOGIN");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<int> CommandAsync(SmtpStep step, string command, CancellationToken cancellation)
    {
        Step = step;
        await WriteAsync(command, cancellation);
        return (await ReplyAsync(cancellation)).Code;
    }

    private async Task WriteAsync(string line, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\n"), cancellation);
        await stream.FlushAsync(cancellation);
    }

    /// <exception cref="SmtpRefusalException">The code is 400 or more.</exception>
    private async Task<(int Code, List<string> Lines)> ReplyAsync(CancellationToken cancellation)
    {
        List<string> lines = [];
        while (true)
        {
            string line = await LineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, null, out int code) || code is < 200 or > 599 || lines.Count == MaxReplyLines)
            {
                throw new SmtpProtocolException("the server does not speak SMTP");
            }

            string text = line.Length > 4 ? line[4..] : "";
            lines.Add(text);
            if (line.Length == 3 || line[3] != '-')
            {
                return code < 400 ? (code, lines) : throw new SmtpRefusalException(Step, code, Enhanced(text));
            }
        }
    }

    /// <summary>The status code that a reply's text may begin with; nothing else of it goes any further, since servers repeat addresses.</summary>
    private static string Enhanced(string text)
    {
        string word = text.Split(' ', 2)[0];
        return word.Length is >= 5 and <= 11 && word[1] == '.' && word.Count(c => c == '.') == 2 && word.All(c => char.IsAsciiDigit(c) || c == '.') ? word : "";
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                string line = Encoding.UTF8.GetString(buffer, start, length).TrimEnd('\r');
                start += length + 1;
                return line;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            int read = end < buffer.Length ? await stream.ReadAsync(buffer.AsMemory(end), cancellation) : throw new SmtpProtocolException("a line of the server is too long");
            end += read > 0 ? read : throw new IOException("The server closed the connection.");
        }
    }
}
