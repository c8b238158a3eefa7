using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

internal ref partial struct TolerantJsonReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipTrivia()
    {
        // Most of the time there is nothing, or the one blank behind a colon.
        if (_position + 1 < _text.Length)
        {
            if (IsPlain(_text[_position]))
            {
                return;
            }

            if (_text[_position] == (byte)' ' && IsPlain(_text[_position + 1]))
            {
                _position++;
                return;
            }
        }

        SkipMoreTrivia();
    }

    private static bool IsPlain(byte b) => b is > 0x20 and < 0x80 and not (byte)'/';

    private void SkipMoreTrivia()
    {
        while (_position < _text.Length)
        {
            var current = _text[_position];
            if (current > 0x20)
            {
                if (current < 0x80 && current != (byte)'/')
                {
                    return;
                }

                if (!(current == (byte)'/' ? SkipComment() : SkipUnicodeBlank()))
                {
                    return;
                }
            }
            else if (current is (byte)' ' or (byte)'\n')
            {
                // The usual case is a line end and then a run of spaces before the line's first name.
                _position += 1 + ByteScan.SpaceLength(_text[(_position + 1)..]);
            }
            else if (current is (byte)'\r' or (byte)'\t')
            {
                _position++;
            }
            else
            {
                return;
            }
        }
    }

    private bool SkipComment()
    {
        var rest = _text[_position..];
        int length;
        if (rest.StartsWith("//"u8))
        {
            length = rest.IndexOfAny((byte)'\n', (byte)'\r');
            length = length < 0 ? rest.Length : length;
        }
        else if (rest.StartsWith("/*"u8))
        {
            length = rest[2..].IndexOf("*/"u8) + 4;
            if (length < 4)
            {
                ReportSyntax(_position, "the comment that begins here is not closed", "close it with */, or remove it");
                (_position, _failed) = (_text.Length, true);
                return false;
            }
        }
        else
        {
            return false;
        }

        ReportLenient(_position, _position + length, "a comment");
        _position += length;
        return true;
    }

    // U+2003 and its kin come into definitions by copying from web pages; .NET's readers take them for white space.
    private bool SkipUnicodeBlank()
    {
        if (Rune.DecodeFromUtf8(_text[_position..], out var rune, out var length) != OperationStatus.Done || !Rune.IsWhiteSpace(rune))
        {
            return false;
        }

        ReportLenient(_position, _position + length, $"a blank that is not a space (U+{rune.Value:X4})");
        _position += length;
        return true;
    }

    private void ReportLenient(int start, int end, string what)
    {
        _isStrict = false;
        if (_lenientFindings++ < MaxFindingsPerCode)
        {
            _findings.Add(new(ReadingRules.LenientJson, start, end,
                $"This is {what}, which JSON does not allow. The platform's reader accepts it, but paconn and other strict readers "
                    + "refuse the file: remove or escape it"));
        }
    }

    private void ReportSyntax(int position, string what, string advice)
    {
        _isStrict = false;
        if (_syntaxFindings++ < MaxFindingsPerCode)
        {
            var end = position < _text.Length ? position + 1 : position;
            _findings.Add(new(ReadingRules.Malformed, position, end, $"The file is not well-formed JSON, so it cannot be built: {what}; {advice}"));
        }
    }

    private Next FailSyntax(int position, string what, string advice)
    {
        // After a part that is not closed there is nothing to read: one finding is enough.
        if (_failed)
        {
            return Next.End;
        }

        // A quote that was never closed swallows lines until the next quote; the fault is where it was opened.
        if (_lastStringOverLines >= 0)
        {
            position = _lastStringOverLines;
            what = "the text that begins here is not closed on its line";
            advice = "close it with a double quote, and escape double quotes inside it with a backslash";
        }

        ReportSyntax(position, what, advice);
        _failed = true;
        return Next.End;
    }

    private Next Fail(DiagnosticDescriptor descriptor, int start, int end, string message)
    {
        _findings.Add(new(descriptor, start, end, message));
        _failed = true;
        return Next.End;
    }

    private bool FailUnclosed(int stringStart)
    {
        _lastStringOverLines = stringStart;
        FailSyntax(stringStart, "", "");
        return false;
    }

    private Next FailAtEnd() => FailSyntax(
        _text.Length,
        _nodes.Count == 0 ? "there is no value in it" : $"the file ends while {Math.Max(_depth, 1)} bracket{(_depth > 1 ? "s are" : " is")} open",
        "look for a closing bracket that is missing");

    private Next FailValue()
    {
        foreach (var word in NumberWords)
        {
            if (_text[_position..].StartsWith(word))
            {
                return FailSyntax(
                    _position,
                    $"JSON has no '{Encoding.UTF8.GetString(word)}'; a few readers, Newtonsoft.Json among them, take it for a number, "
                        + "and others refuse the file",
                    "write a number, or null");
            }
        }

        return FailSyntax(
            _position, $"expected a value but found {Found(_position)}",
            "put a text in double quotes; the words without quotes are true, false and null");
    }

    private readonly string Found(int position)
    {
        if (position >= _text.Length)
        {
            return "the end of the file";
        }

        var status = Rune.DecodeFromUtf8(_text[position..], out var rune, out _);
        return status == OperationStatus.Done && !Rune.IsControl(rune) && rune.Value != 0x2028
            ? $"'{rune}'"
            : $"a byte {Described(_text[position])}";
    }

    private readonly string Preview(int start, int length) =>
        Encoding.UTF8.GetString(_text.Slice(start, Math.Min(length, 60)));

    private static string Described(byte value) => value switch
    {
        (byte)'\t' => "TAB",
        (byte)'\n' => "line feed",
        (byte)'\r' => "carriage return",
        _ => "0x" + value.ToString("X2", CultureInfo.InvariantCulture),
    };
}
