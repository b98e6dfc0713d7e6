namespace OrleansProxy.Http.Framing;

/// <summary>
/// Decodes the chunked coding (RFC 9112 §7.1) strictly and incrementally: sizes of at most 15 hexadecimal digits, CR LF only,
/// extensions and trailers bounded, checked and dropped. Holds a few numbers and no octets. Not thread-safe.
/// </summary>
public sealed class ChunkedDecoder
{
    private const int MaxSizeDigits = 15;
    private const int MaxExtensionBytes = 4096;
    private const int MaxTrailerBytes = 8192;

    private State _state;
    private long _size;
    private int _digits, _extensionBytes, _trailerBytes, _lineBytes;
    private bool _nameEnded;

    private enum State
    {
        Size,
        Extension,
        SizeLineFeed,
        Data,
        DataReturn,
        DataLineFeed,
        Trailer,
        TrailerLineFeed,
        Complete,
        Faulty,
    }

    /// <summary>Begins a new body.</summary>
    public void Reset()
    {
        _state = State.Size;
        _size = _digits = _extensionBytes = _trailerBytes = _lineBytes = 0;
        _nameEnded = false;
    }

    /// <summary>Decodes on from where the last call ended, up to the next stretch of data.</summary>
    /// <param name="input">Octets that no call has consumed yet.</param>
    /// <param name="consumed">How many of them this call has used, the data included.</param>
    /// <param name="dataStart">Where the data begins in <paramref name="input"/>.</param>
    /// <param name="dataLength">How much data there is; more than 0 only with <see cref="ChunkedProgress.Data"/>.</param>
    public ChunkedProgress Decode(ReadOnlySpan<byte> input, out int consumed, out int dataStart, out int dataLength)
    {
        dataStart = dataLength = 0;
        for (consumed = 0; consumed < input.Length && _state is not State.Complete and not State.Faulty;)
        {
            if (_state is State.Data)
            {
                dataStart = consumed;
                dataLength = (int)Math.Min(_size, input.Length - consumed);
                consumed += dataLength;
                _size -= dataLength;
                _state = _size == 0 ? State.DataReturn : State.Data;
                return ChunkedProgress.Data;
            }

            _state = Next(input[consumed++]);
        }

        return _state switch
        {
            State.Complete => ChunkedProgress.Complete,
            State.Faulty => ChunkedProgress.Faulty,
            _ => ChunkedProgress.NeedMore,
        };
    }

    private State Next(byte octet) => _state switch
    {
        State.Size => InSize(octet),
        State.Extension => InExtension(octet),
        State.SizeLineFeed => octet == '\n' ? AfterSize() : State.Faulty,
        State.DataReturn => octet == '\r' ? State.DataLineFeed : State.Faulty,
        State.DataLineFeed => octet == '\n' ? BeginSize() : State.Faulty,
        State.Trailer => InTrailer(octet),
        State.TrailerLineFeed => octet == '\n' ? AfterTrailerLine() : State.Faulty,
        _ => State.Faulty,
    };

    private State BeginSize()
    {
        _size = _digits = _extensionBytes = 0;
        return State.Size;
    }

    private State InSize(byte octet)
    {
        if (char.IsAsciiHexDigit((char)octet))
        {
            // The low four bits of a digit are its value; a letter's are nine less than its value.
            int digit = (octet & 0xF) + (octet > '9' ? 9 : 0);
            _size = (_size << 4) | (uint)digit;
            return ++_digits <= MaxSizeDigits ? State.Size : State.Faulty;
        }

        return (_digits, octet) switch
        {
            (0, _) => State.Faulty,
            (_, (byte)'\r') => State.SizeLineFeed,
            (_, (byte)';') => State.Extension,
            _ => State.Faulty,
        };
    }

    private State InExtension(byte octet)
    {
        if (octet == '\r')
        {
            return State.SizeLineFeed;
        }

        bool allowed = octet is (byte)'\t' or (>= 0x20 and not 0x7F);
        return allowed && ++_extensionBytes <= MaxExtensionBytes ? State.Extension : State.Faulty;
    }

    private State AfterSize() => _size > 0 ? State.Data : State.Trailer;

    private State InTrailer(byte octet)
    {
        if (++_trailerBytes > MaxTrailerBytes)
        {
            return State.Faulty;
        }

        if (octet == '\r')
        {
            return _lineBytes == 0 || _nameEnded ? State.TrailerLineFeed : State.Faulty;
        }

        _lineBytes++;
        if (_nameEnded)
        {
            return octet is (byte)'\t' or (>= 0x20 and not 0x7F) ? State.Trailer : State.Faulty;
        }

        _nameEnded = octet == ':' && _lineBytes > 1;
        return _nameEnded || Octets.Token.Contains(octet) ? State.Trailer : State.Faulty;
    }

    private State AfterTrailerLine()
    {
        if (_lineBytes == 0)
        {
            return State.Complete;
        }

        _lineBytes = 0;
        _nameEnded = false;
        return State.Trailer;
    }
}
