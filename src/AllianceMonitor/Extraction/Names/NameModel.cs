using System.IO.Compression;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace AllianceMonitor.Extraction;

/// <summary>What a token of a region is; the first of a name and the others are told apart.</summary>
internal enum NameLabel : byte
{
    Outside,
    PersonFirst,
    PersonInner,
    OrganizationFirst,
    OrganizationInner,
    PlaceFirst,
    PlaceInner,

    /// <summary>A name of something else: a work, an event, a people.</summary>
    Other,
}

/// <summary>
/// Weights of the tagger: eight labels for each of 2^<see cref="Bits"/> hashed features, and eight by eight for the step from one label to the next. Trained by
/// <c>AllianceMonitor.Benchmarks -- names train</c>, an averaged structured perceptron (Collins 2002); on what and under which licence says <c>NOTICE</c>.
/// </summary>
internal sealed class NameModel
{
    public const int Bits = 17;
    public const int Labels = 8;

    private readonly short[] weights;
    private readonly float[] steps;

    public NameModel(short[] weights, float[] steps) => (this.weights, this.steps) = (weights, steps);

    /// <summary>The best sequence of labels for a region.</summary>
    /// <param name="tokens">The region with <see cref="NameFeatures.Margin"/> tokens on either side.</param>
    /// <param name="labels">Receives a label for each token without the margins.</param>
    public void Label(ReadOnlySpan<NameToken> tokens, Span<NameLabel> labels)
    {
        Span<uint> features = stackalloc uint[NameFeatures.Most];
        Span<float> scores = stackalloc float[labels.Length * Labels];
        for (int i = 0; i < labels.Length; i++)
        {
            int count = NameFeatures.Of(tokens, i + NameFeatures.Margin, features, out _);
            Sum(features[..count], scores.Slice(i * Labels, Labels));
        }

        Decode(scores, steps, labels);
    }

    /// <summary>Viterbi over all ways from label to label; eight labels are two vectors.</summary>
    /// <param name="scores">Eight for each token.</param>
    /// <param name="steps">Eight for each label that is left; negative infinity where <see cref="MayFollow"/> says no.</param>
    /// <param name="labels">Receives the best sequence; in front of it all is <see cref="NameLabel.Outside"/>.</param>
    public static void Decode(ReadOnlySpan<float> scores, ReadOnlySpan<float> steps, Span<NameLabel> labels)
    {
        Span<int> back = stackalloc int[labels.Length * Labels];
        Span<float> best = stackalloc float[Labels], next = stackalloc float[Labels];
        best.Fill(float.NegativeInfinity);
        best[0] = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            for (int half = 0; half < Labels; half += 4)
            {
                (Vector128<float> score, Vector128<int> from) = (Vector128.Create(float.NegativeInfinity), Vector128<int>.Zero);
                for (int label = 0; label < Labels; label++)
                {
                    Vector128<float> reached = Vector128.Create(best[label]) + Vector128.Create(steps.Slice((label * Labels) + half, 4));
                    Vector128<float> better = Vector128.GreaterThan(reached, score);
                    score = Vector128.ConditionalSelect(better, reached, score);
                    from = Vector128.ConditionalSelect(better.AsInt32(), Vector128.Create(label), from);
                }

                (score + Vector128.Create(scores.Slice((i * Labels) + half, 4))).CopyTo(next[half..]);
                from.CopyTo(back[((i * Labels) + half)..]);
            }

            next.CopyTo(best);
        }

        int last = 0;
        for (int label = 1; label < Labels; label++)
        {
            last = best[label] > best[last] ? label : last;
        }

        for (int i = labels.Length - 1; i >= 0; i--)
        {
            labels[i] = (NameLabel)last;
            last = back[(i * Labels) + last];
        }
    }

    /// <summary>The inner label of a kind, an even number, stands only behind the first one of that kind, the number before, or another inner one.</summary>
    public static bool MayFollow(int label, int to) => to is 0 or 1 or 3 or 5 or 7 || label == to || label == to - 1;

    /// <summary>Writes what <see cref="Load"/> reads: the steps, then for each feature that has weights its distance to the one before and eight of them.</summary>
    public void Save(Stream stream)
    {
        using var compressed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(compressed);
        foreach (float step in steps)
        {
            writer.Write(step);
        }

        int before = 0;
        for (int row = 0; row < 1 << Bits; row++)
        {
            ReadOnlySpan<short> of = weights.AsSpan(row * Labels, Labels);
            if (of.ContainsAnyExcept((short)0))
            {
                writer.Write7BitEncodedInt(row - before + 1);
                foreach (short weight in of)
                {
                    writer.Write(weight);
                }

                before = row;
            }
        }

        writer.Write7BitEncodedInt(0);
    }

    /// <summary>The weights that the program ships with.</summary>
    public static NameModel Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("AllianceMonitor.Extraction.Names.names.model") ?? throw new InvalidDataException("names.model is not embedded.");
        return Read(stream);
    }

    private static NameModel Read(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        float[] steps = new float[Labels * Labels];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = reader.ReadSingle();
        }

        short[] weights = new short[(1 << Bits) * Labels];
        int row = 0;
        while (reader.Read7BitEncodedInt() is > 0 and var distance)
        {
            row += distance - 1;
            for (int label = 0; label < Labels; label++)
            {
                weights[(row * Labels) + label] = reader.ReadInt16();
            }
        }

        return new NameModel(weights, steps);
    }

    private void Sum(ReadOnlySpan<uint> features, Span<float> scores)
    {
        (Vector128<int> lower, Vector128<int> upper) = (Vector128<int>.Zero, Vector128<int>.Zero);
        foreach (uint feature in features)
        {
            Vector128<short> row = Vector128.LoadUnsafe(ref weights[feature * Labels]);
            lower += Vector128.WidenLower(row);
            upper += Vector128.WidenUpper(row);
        }

        Vector128.ConvertToSingle(lower).CopyTo(scores);
        Vector128.ConvertToSingle(upper).CopyTo(scores[4..]);
    }
}
