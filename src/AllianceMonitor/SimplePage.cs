using AllianceMonitor.Delivery;

namespace AllianceMonitor;

/// <summary>A page with a heading, a sentence and perhaps one button, which posts to the page's own address.</summary>
internal static class SimplePage
{
    /// <param name="heading">Text.</param>
    /// <param name="sentence">HTML.</param>
    /// <param name="button">Text; null for none.</param>
    /// <param name="action">Value of the field <c>action</c> that the button posts.</param>
    public static string Of(string heading, string sentence, string? button = null, string? action = null) => EmailContent.Page(
        heading,
        $"<p style=\"margin:0 0 20px\">{sentence}</p>" + (button is null ? "" :
            $"<form method=\"post\"><input type=\"hidden\" name=\"action\" value=\"{action}\"><button style=\"padding:10px 18px;border:0;border-radius:6px;background:#2f5fc0;color:#ffffff;font:inherit;cursor:pointer\">{button}</button></form>"));
}
