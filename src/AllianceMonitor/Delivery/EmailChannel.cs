using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>Email over SMTP.</summary>
public sealed class EmailChannel(EmailOptions options) : IChannel
{
    public string Name => Recipient.Email;

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (options.Host.Length == 0)
        {
            return new SendResult.Refused("the email channel is not set up: setting SMTP__HOST is empty");
        }

        using MailMessage mail = Mail(notification);
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.StartTls,
            Credentials = options.User.Length > 0 ? new NetworkCredential(options.User, options.Password) : null,
        };
        try
        {
            // The client notices a cancellation only when the server says something: do not wait for it. Disposing the client cuts the connection.
            await client.SendMailAsync(mail, cancellation).WaitAsync(cancellation);
            return new SendResult.Accepted($"SMTP 250, {mail.Headers["Message-ID"]}");
        }
        catch (SmtpException fault)
        {
            return Judge(fault);
        }
        catch (OperationCanceledException)
        {
            return new SendResult.Unknown("SMTP: no answer within the time-out");
        }
    }

    private static SendResult Judge(SmtpException fault)
    {
        int code = (int)fault.StatusCode;
        if (code is >= 400 and < 500)
        {
            return new SendResult.TryLater($"SMTP {code}");
        }

        if (code >= 500)
        {
            return new SendResult.Refused($"SMTP {code}");
        }

        // No code: the connection could not be made, or it broke while a message may have been under way.
        Exception? inner = fault.InnerException;
        while (inner?.InnerException is not null && inner is not SocketException)
        {
            inner = inner.InnerException;
        }

        return inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TryAgain }
            ? new SendResult.TryLater($"SMTP: {((SocketException)inner).SocketErrorCode}")
            : new SendResult.Unknown("SMTP: the connection broke before the answer");
    }

    private MailMessage Mail(Notification notification)
    {
        EmailContent content = EmailContent.Of(notification, options.From);
        var mail = new MailMessage(new MailAddress(options.From, "AllianceMonitor"), new MailAddress(notification.Receipt.Recipient.Address))
        {
            Subject = content.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(content.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(content.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        foreach ((string name, string value) in content.Headers)
        {
            mail.Headers[name] = value;
        }

        return mail;
    }
}
