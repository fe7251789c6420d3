namespace AllianceMonitor.Delivery;

/// <summary>Settings of the email channel.</summary>
public sealed record EmailOptions
{
    /// <summary>Setting <c>SMTP__HOST</c>. Empty disables the channel: its deliveries are refused with that reason.</summary>
    public string Host { get; init; } = "";

    /// <summary>Setting <c>SMTP__PORT</c>, 1 to 65,535. Default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Setting <c>SMTP__STARTTLS</c>. Default true; false only for a catcher on this machine.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>Setting <c>SMTP__USER</c>. Empty for no authentication.</summary>
    public string User { get; init; } = "";

    /// <summary>Setting <c>SMTP__PASSWORD</c>.</summary>
    public string Password { get; init; } = "";

    /// <summary>Setting <c>EMAIL_FROM</c>: the sender's address; its domain is also that of the Message-IDs.</summary>
    public string From { get; init; } = "alliance-monitor@localhost.localdomain";

    /// <summary>Settings <c>EMAIL_PER_MINUTE</c> and <c>EMAIL_PER_HOUR</c>: what the server takes. Default none over SMTP, 30 and 100 over Communication Services.</summary>
    public RateLimit Limit { get; init; } = RateLimit.None;

    /// <summary>Setting <c>COMMUNICATION_SERVICES</c>: connection string of Azure Communication Services, or its address where the app has an identity. Empty: email goes over SMTP.</summary>
    public string CommunicationServices { get; init; } = "";
}
