using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace AllianceMonitor.Tests.Support;

/// <summary>
/// Stands for an OpenTelemetry collector: keeps what is posted to it. It answers on a thread of its own: the exporter gives up after seconds, and the pool may be busy for longer with the tests beside it.
/// </summary>
internal sealed class OtlpCollector : IDisposable
{
    private readonly HttpListener listener;
    private readonly Thread serving;

    public OtlpCollector()
    {
        (listener, Address) = Listen();
        serving = new Thread(Serve) { IsBackground = true };
        serving.Start();
    }

    public string Address { get; }

    public ConcurrentBag<(string Path, byte[] Bytes)> Bodies { get; } = [];

    /// <summary>Every span that was exported.</summary>
    public IEnumerable<OtlpSpan> Spans => Bodies.Where(body => body.Path == "/v1/traces").SelectMany(body => OtlpSpan.In(body.Bytes));

    public void Dispose()
    {
        listener.Stop();
        serving.Join(TimeSpan.FromSeconds(5));
        listener.Close();
    }

    private static (HttpListener Listener, string Address) Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            string address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
            var listener = new HttpListener { Prefixes = { address } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // The port is taken.
            }
        }
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = listener.GetContext();
                using var body = new MemoryStream();
                context.Request.InputStream.CopyTo(body);
                Bodies.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }
}

/// <summary>What the tests look at of a span; ids in hexadecimal digits, no parent as an empty one.</summary>
internal sealed record OtlpSpan(string TraceId, string Id, string ParentId, string Name)
{
    // Field numbers of opentelemetry/proto/collector/trace/v1 and opentelemetry/proto/trace/v1.
    private const int ResourceSpans = 1, ScopeSpans = 2, Spans = 2, TraceIdField = 1, IdField = 2, ParentIdField = 4, NameField = 5;

    /// <param name="request">An ExportTraceServiceRequest in protobuf.</param>
    public static IEnumerable<OtlpSpan> In(byte[] request) =>
        from resource in Fields(request, ResourceSpans)
        from scope in Fields(resource, ScopeSpans)
        from span in Fields(scope, Spans)
        select new OtlpSpan(Hex(span, TraceIdField), Hex(span, IdField), Hex(span, ParentIdField), Encoding.UTF8.GetString(Fields(span, NameField).Single()));

    private static string Hex(byte[] span, int field) => Convert.ToHexStringLower(Fields(span, field).SingleOrDefault() ?? []);

    /// <summary>The values of a field with a length: messages, strings, bytes.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        List<byte[]> values = [];
        for (int at = 0; at < message.Length;)
        {
            ulong key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    int length = (int)Varint(message, ref at);
                    if ((int)(key >> 3) == number)
                    {
                        values.Add(message[at..(at + length)]);
                    }

                    at += length;
                    break;
            }
        }

        return values;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
