namespace Guarded.Generated;

/// <summary>Reads, writes, compares and computes the digests of one type of content hash.</summary>
/// <param name="name">The name of the type, for messages.</param>
/// <param name="acceptsUpperCase">Whether its text may be in upper or mixed case.</param>
internal readonly struct ContentHashCodec<TDigest>(string name, bool acceptsUpperCase = false)
    where TDigest : unmanaged, IDigest
{
    /// <summary>Room for the text of every hash, in any format.</summary>
    private const int MaximumLength = 144;

    private static int Size => Unsafe.SizeOf<TDigest>();

    private static int HexLength => Size * 2;

    public bool IsDefault(in TDigest digest) => !BytesOf(in digest).ContainsAnyExcept((byte)0);

    // Every word is looked at, whatever the ones before it were: the time tells nothing about where two hashes differ.
    public bool AreEqual(in TDigest left, in TDigest right)
    {
        var ours = MemoryMarshal.Cast<TDigest, ulong>(new ReadOnlySpan<TDigest>(in left));
        var theirs = MemoryMarshal.Cast<TDigest, ulong>(new ReadOnlySpan<TDigest>(in right));
        ulong difference = 0;
        for (int index = 0; index < ours.Length; index++)
            difference |= ours[index] ^ theirs[index];

        return difference == 0;
    }

    public int Compare(in TDigest left, in TDigest right) => BytesOf(in left).SequenceCompareTo(BytesOf(in right));

    public TDigest Compute(ReadOnlySpan<byte> data)
    {
        RequireFunction();
        TDigest digest = default;
        _ = TDigest.Hash(data, WritableBytesOf(ref digest));
        return digest;
    }

    public TDigest Compute(Stream data)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireFunction();
        TDigest digest = default;
        _ = TDigest.Hash(data, WritableBytesOf(ref digest));
        return digest;
    }

    public async Task<TDigest> ComputeAsync(Stream data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireFunction();
        var bytes = new byte[Size];
        _ = await TDigest.HashAsync(data, bytes, cancellationToken).ConfigureAwait(false);
        return MemoryMarshal.Read<TDigest>(bytes);
    }

    public TDigest FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"{name} takes {Size} bytes, but {bytes.Length} were given.", nameof(bytes));

        return bytes.ContainsAnyExcept((byte)0)
            ? MemoryMarshal.Read<TDigest>(bytes)
            : throw new ArgumentException($"All bytes are zero, which means \"unset\" and is no {name}.", nameof(bytes));
    }

    public TDigest FromArray(byte[] bytes) => FromBytes(bytes);

    public byte[] ToArray(TDigest digest)
    {
        RequireValue(in digest);
        return BytesOf(in digest).ToArray();
    }

    public void CopyTo(in TDigest digest, Span<byte> destination)
    {
        RequireValue(in digest);
        if (destination.Length < Size)
            throw new ArgumentException($"{name} needs {Size} bytes, but the destination has {destination.Length}.", nameof(destination));

        BytesOf(in digest).CopyTo(destination);
    }

    public TDigest Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    public TDigest Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out TDigest digest) ? digest : throw new FormatException(Explain(text));

    public TDigest Parse(ReadOnlySpan<byte> utf8Text) =>
        TryParse(utf8Text, out TDigest digest) ? digest : throw new FormatException(Explain(utf8Text));

    /// <summary>Reads a digest into a hash, which holds nothing else.</summary>
    public bool TryParse<THash>(ReadOnlySpan<char> text, out THash hash)
        where THash : unmanaged
    {
        hash = default;
        if (text.Length != HexLength && text.StartsWith(TDigest.Prefix, StringComparison.Ordinal))
            text = text[TDigest.Prefix.Length..];

        if (text.Length != HexLength || (!acceptsUpperCase && ContentHashText.HasUpperCase(text)))
            return false;

        TDigest digest = default;
        var bytes = WritableBytesOf(ref digest);
        if (Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done || IsDefault(in digest))
            return false;

        hash = MemoryMarshal.Read<THash>(bytes);
        return true;
    }

    public bool TryParse<THash>(ReadOnlySpan<byte> utf8Text, out THash hash)
        where THash : unmanaged
    {
        hash = default;
        Span<char> text = stackalloc char[MaximumLength];
        return utf8Text.Length <= MaximumLength
            && Ascii.ToUtf16(utf8Text, text, out int length) == OperationStatus.Done
            && TryParse(text[..length], out hash);
    }

    public string Format(in TDigest digest, ReadOnlySpan<char> format = default)
    {
        char form = FormOf(format);
        RequireValue(in digest);
        var bytes = BytesOf(in digest);
        return form switch
        {
            'x' => Convert.ToHexStringLower(bytes),
            'X' => Convert.ToHexString(bytes),
            'b' => Base64Url.EncodeToString(bytes),
            _ => TDigest.Prefix + Convert.ToHexStringLower(bytes),
        };
    }

    public bool TryFormat(in TDigest digest, Span<char> destination, out int charsWritten, ReadOnlySpan<char> format)
    {
        char form = FormOf(format);
        RequireValue(in digest);
        var bytes = BytesOf(in digest);
        return form switch
        {
            'x' => Convert.TryToHexStringLower(bytes, destination, out charsWritten),
            'X' => Convert.TryToHexString(bytes, destination, out charsWritten),
            'b' => TryFormatBase64Url(bytes, destination, out charsWritten),
            _ => TryFormatPrefixed(bytes, destination, out charsWritten),
        };
    }

    public bool TryFormat(in TDigest digest, Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format)
    {
        Span<char> text = stackalloc char[MaximumLength];
        _ = TryFormat(in digest, text, out int length, format);
        bytesWritten = 0;
        return length <= utf8Destination.Length && Ascii.FromUtf16(text[..length], utf8Destination, out bytesWritten) == OperationStatus.Done;
    }

    /// <summary>Gives the bytes to a database.</summary>
    public void Write(IDbDataParameter parameter, in TDigest digest)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.DbType = DbType.Binary;
        parameter.Value = ToArray(digest);
    }

    /// <summary>Takes bytes or text from a database.</summary>
    public TDigest Read(object value) => value switch
    {
        byte[] bytes => FromBytes(bytes),
        string text => Parse(text),
        _ => throw new InvalidCastException($"{name} is read from bytes or text, but this is {value?.GetType().ToString() ?? "null"}."),
    };

    private static ReadOnlySpan<byte> BytesOf(in TDigest digest) => MemoryMarshal.AsBytes(new ReadOnlySpan<TDigest>(in digest));

    private static Span<byte> WritableBytesOf(ref TDigest digest) => MemoryMarshal.AsBytes(new Span<TDigest>(ref digest));

    // The platform's own writes what fits before it says that not all does.
    private static bool TryFormatBase64Url(ReadOnlySpan<byte> bytes, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        return destination.Length >= Base64Url.GetEncodedLength(Size) && Base64Url.TryEncodeToChars(bytes, destination, out charsWritten);
    }

    private static bool TryFormatPrefixed(ReadOnlySpan<byte> bytes, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        int length = TDigest.Prefix.Length + HexLength;
        if (destination.Length < length)
            return false;

        TDigest.Prefix.CopyTo(destination);
        charsWritten = length;
        return Convert.TryToHexStringLower(bytes, destination[TDigest.Prefix.Length..], out _);
    }

    private char FormOf(ReadOnlySpan<char> format) => format switch
    {
        "" => 'x',
        "x" or "X" or "b" or "p" => format[0],
        _ => throw new FormatException(
            $"\"{format}\" is not a format of {name}: write \"x\" or nothing (lower-case hexadecimal), \"X\" (upper-case), \"b\" (base64url) or \"p\" (\"{TDigest.Prefix}\" and lower-case)."),
    };

    private void RequireFunction()
    {
        if (!TDigest.IsSupported)
        {
            throw new PlatformNotSupportedException(
                $"{name} cannot be computed: this platform has no {TDigest.Title}. Compute it where there is OpenSSL 1.1.1 or newer, or Windows 11 24H2 or newer; reading and writing it works here too.");
        }
    }

    private void RequireValue(in TDigest digest)
    {
        if (IsDefault(in digest))
            throw new InvalidOperationException($"This {name} is default: it was never computed or parsed.");
    }

    private string Explain<TCharacter>(ReadOnlySpan<TCharacter> text)
        where TCharacter : unmanaged, IBinaryInteger<TCharacter>
    {
        string prefix = ContentHashText.PrefixOf(text);
        if (prefix.Length > 0 && prefix != TDigest.Prefix)
            return $"{name} is a {TDigest.Title}: it takes \"{TDigest.Prefix}\" or nothing before its characters, but this text begins with \"{prefix}\".";

        int length = text.Length - prefix.Length;
        string explanation = $"{name} takes {HexLength} {(acceptsUpperCase ? "" : "lower-case ")}hexadecimal characters";
        if (prefix.Length > 0)
            explanation += $" after \"{prefix}\"";
        if (length != HexLength)
            explanation += $", but this text has {length}";

        int index = ContentHashText.IndexOfForeign(text, prefix.Length, acceptsUpperCase);
        if (index >= 0)
            return $"{explanation}: {ContentHashText.Show(text[index])} at index {index} {ContentHashText.Remedy(text[index])}.";

        return length == HexLength ? $"{HexLength} zeros mean \"unset\" and are no {name}." : explanation + ".";
    }
}
