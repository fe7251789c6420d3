using System.Text;
using System.Text.Json;
using AllianceMonitor.Functions;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Functions;

/// <summary>What the Functions host posts, as observed on host 4.1037 (CUSTOM-HANDLER.md).</summary>
public class InvocationTests
{
    [Theory]
    [InlineData("JSON inside a string", """{"Data":{"message":"{\"alertId\":\"a-1\"}"},"Metadata":{}}""", "{\"alertId\":\"a-1\"}")]
    [InlineData("JSON inside a string inside a string", """{"Data":{"message":"\"{\\\"alertId\\\":\\\"a-1\\\"}\""},"Metadata":{}}""", "{\"alertId\":\"a-1\"}")]
    [InlineData("an object", """{"Data":{"message":{"alertId":"a-1"}},"Metadata":{}}""", "{\"alertId\":\"a-1\"}")]
    [InlineData("plain text", """{"Data":{"message":"\"plain text\""},"Metadata":{}}""", "plain text")]
    [InlineData("a lone quotation mark", """{"Data":{"message":"\""},"Metadata":{}}""", "\"")]
    [InlineData("quoted text that is no JSON", """{"Data":{"message":"\"a \\ b\""},"Metadata":{}}""", "\"a \\ b\"")]
    [InlineData("umlauts", """{"Data":{"message":"\"\u00dcbernahme – größer\""},"Metadata":{}}""", "Übernahme – größer")]
    public async Task A_queue_message_is_unwrapped(string how, string body, string expected)
    {
        using Invocation invocation = await ReadAsync(Encoding.UTF8.GetBytes(body));

        Assert.True(expected == invocation.Message("message"), $"{how}: {invocation.Message("message")}");
    }

    [Theory]
    [InlineData("a message with a trace", """{"Data":{"message":"{\"alertId\":\"a-1\",\"traceParent\":\"00-1-2-01\"}"},"Metadata":{}}""", "00-1-2-01")]
    [InlineData("a message without", """{"Data":{"message":"{\"alertId\":\"a-1\"}"},"Metadata":{}}""", null)]
    [InlineData("a trace that is no string", """{"Data":{"message":"{\"traceParent\":7}"},"Metadata":{}}""", null)]
    [InlineData("a poison message", """{"Data":{"message":"\"{ torn\""},"Metadata":{}}""", null)]
    [InlineData("a dropped file with a trace", """{"Data":{"article":"QUJD"},"Metadata":{"name":"\"a.txt\"","Metadata":{"source":"Reuters","traceparent":"00-1-2-01"}}}""", "00-1-2-01")]
    [InlineData("a dropped file without", """{"Data":{"article":"QUJD"},"Metadata":{"name":"\"a.txt\"","Metadata":{"source":"Reuters"}}}""", null)]
    [InlineData("a trace in metadata that is no string", """{"Data":{"article":"QUJD"},"Metadata":{"Metadata":{"traceparent":["00-1-2-01"]}}}""", null)]
    [InlineData("metadata that is none", """{"Data":{"article":"QUJD"},"Metadata":{"Metadata":"00-1-2-01"}}""", null)]
    [InlineData("a message that passes for a file", """{"Data":{"message":"{\"Metadata\":{\"traceparent\":\"00-1-2-01\"}}"},"Metadata":{"Metadata":{"traceparent":"00-1-2-01"}}}""", null)]
    [InlineData("a timer", """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""", null)]
    [InlineData("no data", """{"Metadata":{}}""", null)]
    [InlineData("no object", """[]""", null)]
    public async Task The_trace_of_a_message_or_file_is_found_and_nothing_else_is_taken_for_one(string how, string body, string? expected)
    {
        using Invocation invocation = await ReadAsync(Encoding.UTF8.GetBytes(body));

        Assert.True(expected == invocation.TraceParent, how);
    }

    [Theory]
    [InlineData("\"\\\"2027/03/a b.txt\\\"\"", "2027/03/a b.txt")]
    [InlineData("\"\\\"\\u00dcbernahme.txt\\\"\"", "Übernahme.txt")]
    [InlineData("\"not wrapped twice.txt\"", "not wrapped twice.txt")]
    [InlineData("\"\\\"quote \\\\\\\" inside.txt\\\"\"", "quote \" inside.txt")]
    public async Task The_name_of_a_blob_is_a_double_encoded_string(string value, string expected)
    {
        using Invocation invocation = await ReadAsync(Encoding.UTF8.GetBytes($$"""{"Data":{"blob":"AAAA"},"Metadata":{"Uri":"\"http://x/\"","Properties":{"ETag":"\"0x1\"","Length":3},"name":{{value}},"sys":{"MethodName":"IngestArticle"} } }"""));

        Assert.Equal(expected, invocation.Metadata("name"));
        Assert.Null(invocation.Metadata("nobody"));
        Assert.Null(invocation.Metadata("Properties"));
    }

    [Fact]
    public async Task A_timer_has_no_metadata_that_matters()
    {
        using Invocation invocation = await ReadAsync("""{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{}}}"""u8.ToArray());

        Assert.Null(invocation.Metadata("name"));
        Assert.Contains("IsPastDue", invocation.Message("timer"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"Data\":{\"message\":\"x")]
    [InlineData("not json")]
    public async Task A_body_that_is_not_json_is_an_error(string body) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task Forty_megabytes_of_content_are_skimmed_in_little_memory()
    {
        var body = new Base64Body(40_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using Invocation invocation = await Invocation.ReadAsync(body, CancellationToken.None);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal("big.txt", invocation.Metadata("name"));
        Assert.Equal("", invocation.Message("blob"));
        Assert.InRange(allocated, 0, 2_000_000);
    }

    [Theory]
    [InlineData(256 * 1024, true)]
    [InlineData((256 * 1024) + 1, false)]
    public async Task A_string_is_kept_up_to_256_kibibytes(int length, bool kept)
    {
        string text = new('x', length);
        using Invocation invocation = await ReadAsync(Encoding.UTF8.GetBytes($$"""{"Data":{"message":"{{text}}","next":"kept"} }"""));

        Assert.Equal(kept ? text : "", invocation.Message("message"));
        Assert.Equal("kept", invocation.Message("next"));
    }

    /// <summary>Quotation marks, backslashes and multi-byte characters may be torn apart by the chunks of the request anywhere.</summary>
    [Fact]
    public void Chunks_may_end_anywhere() => Prop.ForAll(
        Gen.Elements("\"", "\\", "\\\\\"", "\\u0041", "{", "}", "a", "ü", "日", "\U0001F697", "\n", "", new string('y', 300_000)).ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
        Gen.Choose(1, 9).NonEmptyListOf().ToArbitrary(),
        (text, sizes) =>
        {
            byte[] body = JsonSerializer.SerializeToUtf8Bytes(new { Data = new { first = text, second = "after " + text.Length }, Metadata = new { name = JsonSerializer.Serialize(text.Length > 1_000 ? "long" : text) } });
            using Invocation invocation = Invocation.ReadAsync(new ChunkedBody(body, text.Length > 1_000 ? [.. sizes.Select(size => size * 9_973)] : [.. sizes]), CancellationToken.None).GetAwaiter().GetResult();
            using JsonDocument whole = JsonDocument.Parse(body);
            bool overlong = Encoding.UTF8.GetByteCount(whole.RootElement.GetProperty("Data").GetProperty("first").GetRawText()) - 2 > 256 * 1024;

            return invocation.Metadata("name") == (text.Length > 1_000 ? "long" : text)
                && invocation.Message("second") == "after " + text.Length
                && (overlong ? invocation.Message("first").Length == 0 : Same(invocation.Message("first"), text));
        }).QuickCheckThrowOnFailure();

    /// <summary>A text in quotation marks that holds JSON is unwrapped once more; others come as they are.</summary>
    private static bool Same(string message, string text) => message == text || (text.Length >= 2 && text[0] == '"' && text[^1] == '"');

    private static Task<Invocation> ReadAsync(byte[] body) => Invocation.ReadAsync(new MemoryStream(body), CancellationToken.None);

    /// <summary>Gives the body in chunks of the given sizes, over and over.</summary>
    private sealed class ChunkedBody(byte[] body, int[] sizes) : MemoryStream(body)
    {
        private int chunk;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[chunk++ % sizes.Length])], cancellationToken);
    }

    /// <summary>A blob trigger's request with that many characters of Base64, made while it is read.</summary>
    private sealed class Base64Body(long length) : Stream
    {
        private readonly MemoryStream head = new("{\"Data\":{\"blob\":\""u8.ToArray()), tail = new("\"},\"Metadata\":{\"name\":\"\\\"big.txt\\\"\"}}"u8.ToArray());
        private long left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override int Read(Span<byte> buffer)
        {
            if (head.Read(buffer) is > 0 and var first)
            {
                return first;
            }

            if (left == 0)
            {
                return tail.Read(buffer);
            }

            int count = (int)Math.Min(left, buffer.Length);
            buffer[..count].Fill((byte)'A');
            left -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
