using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>Email over SMTP. Connections are kept for the next message.</summary>
public sealed class EmailChannel(EmailOptions options, TimeProvider? clock = null) : IChannel, IDisposable
{
    /// <summary>Connections kept, and how long: servers close them after some minutes.</summary>
    private const int MaxIdle = 4;

    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromSeconds(30);

    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly ConcurrentStack<(SmtpConnection Connection, long Since)> idle = new();

    public string Name => Recipient.Email;

    public RateLimit Limit => options.Limit;

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (options.Host.Length == 0)
        {
            return new SendResult.Refused("the email channel is not set up: setting SMTP__HOST is empty");
        }

        string from, to;
        try
        {
            (from, to) = (MimeMessage.Ascii(options.From), MimeMessage.Ascii(notification.Receipt.Recipient.Address));
        }
        catch (FormatException)
        {
            return new SendResult.Refused("the address of the sender or the recipient is none", RecipientFault.Gone);
        }

        EmailContent content = EmailContent.Of(notification, options.From);
        byte[] message = MimeMessage.Write(content, options.From, notification.Receipt.Recipient.Address, notification.Receipt.CreatedAt);
        SmtpConnection connection = Taken();
        SendResult result = await SendAsync(connection, from, to, message, content.Headers["Message-ID"], cancellation);
        if (result is SendResult.TryLater && connection is { IsUsed: true, Step: SmtpStep.MailFrom } && !cancellation.IsCancellationRequested)
        {
            // The server has closed the idle connection, or had enough of it: a new one decides.
            result = await SendAsync(new SmtpConnection(), from, to, message, content.Headers["Message-ID"], cancellation);
        }

        return result;
    }

    public void Dispose()
    {
        while (idle.TryPop(out (SmtpConnection Connection, long) kept))
        {
            kept.Connection.Dispose();
        }
    }

    private SmtpConnection Taken()
    {
        while (idle.TryPop(out (SmtpConnection Connection, long Since) kept))
        {
            if (clock.GetElapsedTime(kept.Since) < MaxIdleTime)
            {
                return kept.Connection;
            }

            kept.Connection.Dispose();
        }

        return new SmtpConnection();
    }

    private async Task<SendResult> SendAsync(SmtpConnection connection, string from, string to, byte[] message, string messageId, CancellationToken cancellation)
    {
        bool isDone = false;
        try
        {
            if (!connection.IsUsed)
            {
                await connection.OpenAsync(options, cancellation);
            }

            int code = await connection.SendAsync(from, to, message, cancellation);
            isDone = idle.Count < MaxIdle;
            if (isDone)
            {
                idle.Push((connection, clock.GetTimestamp()));
            }

            return new SendResult.Accepted($"SMTP {code}, {messageId}");
        }
        catch (SmtpRefusalException refusal)
        {
            return Judge(refusal);
        }
        catch (Exception fault) when (fault is IOException or SocketException or SmtpProtocolException or AuthenticationException or OperationCanceledException)
        {
            return Judge(fault, connection.Step);
        }
        finally
        {
            if (!isDone)
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>A server that refuses before it has heard of the message refuses us, not the message: that can be put right in time.</summary>
    private static SendResult Judge(SmtpRefusalException refusal) => refusal.Code < 500 || refusal.Step < SmtpStep.MailFrom
        ? new SendResult.TryLater($"{refusal.Message} at {refusal.Step}")
        : new SendResult.Refused($"{refusal.Message} at {refusal.Step}", refusal.Step == SmtpStep.RcptTo ? FaultOf(refusal) : RecipientFault.None);

    /// <summary>Policy (5.7) and a full mailbox (5.2.2, 552) may pass.</summary>
    private static RecipientFault FaultOf(SmtpRefusalException refusal) =>
        refusal.Code == 552 || refusal.Enhanced == "5.2.2" || refusal.Enhanced.StartsWith("5.7.", StringComparison.Ordinal) ? RecipientFault.MaybeGone : RecipientFault.Gone;

    /// <summary>Before the end of the message was on its way, the server cannot have it.</summary>
    private static SendResult Judge(Exception fault, SmtpStep step)
    {
        string what = fault switch
        {
            OperationCanceledException => "no answer within the time-out",
            SocketException socket => socket.SocketErrorCode.ToString(),
            IOException { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
            AuthenticationException => "the server's certificate or TLS is not accepted",
            SmtpProtocolException protocol => protocol.Message,
            _ => "the connection broke before the answer",
        };
        return step < SmtpStep.End ? new SendResult.TryLater($"SMTP: {what} at {step}") : new SendResult.Unknown($"SMTP: {what} at {step}");
    }
}
