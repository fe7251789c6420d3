using System.Net;
using System.Text;
using AllianceMonitor.Local.Triggers;

namespace AllianceMonitor.Tests.Local;

public sealed class JudgedResponseTests
{
    [Theory]
    [InlineData("an empty object", 200, "application/json", "{}", "Success")]
    [InlineData("outputs and logs", 200, "application/json", """{"Outputs":{"q":"x"},"Logs":["a"],"ReturnValue":1}""", "Success")]
    [InlineData("accepted", 202, "application/json", "{}", "Success")]
    [InlineData("text/json", 200, "text/json", "{}", "Success")]
    [InlineData("null logs", 200, "application/json", """{"Logs":null}""", "Success")]
    [InlineData("empty", 200, null, "", "NeverCompletes")]
    [InlineData("empty JSON", 200, "application/json", "", "NeverCompletes")]
    [InlineData("empty text", 200, "text/plain", "", "NeverCompletes")]
    [InlineData("no content", 204, null, "", "NeverCompletes")]
    [InlineData("null", 200, "application/json", "null", "NeverCompletes")]
    [InlineData("plain text", 200, "text/plain", "{}", "Failure")]
    [InlineData("problem details", 200, "application/problem+json", "{}", "Failure")]
    [InlineData("no content type", 200, null, "{}", "Failure")]
    [InlineData("an array", 200, "application/json", "[]", "Failure")]
    [InlineData("a string", 200, "application/json", "\"ok\"", "Failure")]
    [InlineData("broken JSON", 200, "application/json", "{\"Outputs\":", "Failure")]
    [InlineData("logs that are no list", 200, "application/json", """{"Logs":"a"}""", "Failure")]
    [InlineData("logs with objects", 200, "application/json", """{"Logs":[{}]}""", "Failure")]
    [InlineData("outputs that are no object", 200, "application/json", """{"Outputs":[]}""", "Failure")]
    [InlineData("redirected", 302, "application/json", "{}", "Failure")]
    [InlineData("refused", 400, "application/json", "{}", "Failure")]
    [InlineData("failed", 500, "application/json", "{}", "Failure")]
    [InlineData("failed without a body", 500, null, "", "Failure")]
    public void Responses_are_judged_as_the_host_does(string row, int status, string? contentType, string body, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        var judged = JudgedResponse.Of((HttpStatusCode)status, contentType, bytes.Length, bytes);

        Assert.True(expected == judged.Verdict.ToString(), $"{row}: {judged.Verdict}, {judged.Reason}");
    }

    [Fact]
    public void An_empty_chunked_body_without_a_content_type_fails()
    {
        Assert.Equal(Verdict.Failure, JudgedResponse.Of(HttpStatusCode.OK, null, contentLength: null, []).Verdict);
        Assert.Equal(Verdict.NeverCompletes, JudgedResponse.Of(HttpStatusCode.OK, "application/json", contentLength: null, []).Verdict);
    }

    [Fact]
    public void Logs_are_kept()
    {
        var body = """{"logs":["one","two"]}"""u8;

        Assert.Equal(["one", "two"], JudgedResponse.Of(HttpStatusCode.OK, "application/json", body.Length, body).Logs);
    }
}
