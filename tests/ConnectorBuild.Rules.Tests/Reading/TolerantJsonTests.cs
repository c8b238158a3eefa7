using System.Text;
using System.Text.Json;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Tests.Reading;

public sealed class TolerantJsonTests
{
    [Theory]
    [InlineData("{ \"a\": [1, 2,] }", "CB1002 1:13-1:14")]
    [InlineData("{ \"a\": 1, }", "CB1002 1:9-1:10")]
    [InlineData("{ // why\n  \"a\": 1 }", "CB1002 1:3-1:9")]
    [InlineData("{ /* why */ \"a\": 1 }", "CB1002 1:3-1:12")]
    [InlineData("{ \"a\": \"x\ty\" }", "CB1002 1:10-1:11")]
    [InlineData("{ \"a\": \"x\u0001y\" }", "CB1002 1:10-1:11")]
    [InlineData("{\u2003\"a\": 1 }", "CB1002 1:2-1:3")]
    [InlineData("{ 'a': 1 }", "CB1002 1:3-1:4")]
    [InlineData("{ \"a\": 'x' }", "CB1002 1:8-1:9")]
    [InlineData("{ a: 1 }", "CB1002 1:3-1:4")]
    [InlineData("{ \"a\": .5 }", "CB1002 1:8-1:10")]
    [InlineData("{ \"a\": 1. }", "CB1002 1:8-1:10")]
    public void Read_WhatLenientReadersAccept_IsReadAndReported(string text, string expected)
    {
        var file = Documents.Read(text);

        Assert.NotNull(file.Document);
        Assert.Equal([expected], file.Diagnostics.Select(Documents.Place));
        Assert.False(file.Document.IsStrict);
        using var strict = JsonDocument.Parse(JsonMerger.ToStrict(file.Document));
        Assert.Equal(JsonValueKind.Object, strict.RootElement.ValueKind);
    }

    [Theory]
    [InlineData("{ \"a\": 1 \"b\": 2 }", "CB1001 1:10-1:11")]
    [InlineData("[1 2]", "CB1001 1:4-1:5")]
    [InlineData("{ \"a\": 1 } x", "CB1001 1:12-1:13")]
    [InlineData("{ \"a\": 1 },", "CB1001 1:11-1:12")]
    [InlineData("{ \"a\": ", "CB1001 1:8-1:8")]
    [InlineData("{ \"a\" 1 }", "CB1001 1:7-1:8")]
    [InlineData("{ \"a\": tru }", "CB1001 1:8-1:9")]
    [InlineData("{ \"a\": 012 }", "CB1001 1:8-1:9")]
    [InlineData("{ \"a\": +1 }", "CB1001 1:8-1:9")]
    [InlineData("{ \"a\": 1e }", "CB1001 1:8-1:9")]
    [InlineData("{ \"a\": \"x\\q\" }", "CB1001 1:10-1:11")]
    [InlineData("{ \"a\": \"x\\u12G4\" }", "CB1001 1:10-1:11")]
    [InlineData("{ \"a\": \"x }", "CB1001 1:8-1:9")]
    [InlineData("{ \"a\": \"x,\n  \"b\": \"y\" }", "CB1001 1:8-1:9")]
    [InlineData("{ \"a\": [1} }", "CB1001 1:10-1:11")]
    [InlineData("{ \"a\": 1,, \"b\": 2 }", "CB1001 1:10-1:11")]
    [InlineData("{ { } }", "CB1001 1:3-1:4")]
    public void Read_WhatNobodyReads_IsReportedWhereItGoesWrong(string text, string expected)
    {
        var file = Documents.Read(text);

        Assert.Equal(expected, file.Diagnostics.Where(d => d.Id == "CB1001").Select(Documents.Place).First());
    }

    [Theory]
    [InlineData("{ \"a\": 1 } /* abc", "CB1001 1:12-1:13")]
    [InlineData("{ \"a\": /* abc", "CB1001 1:8-1:9")]
    [InlineData("{ /* abc *", "CB1001 1:3-1:4")]
    [InlineData("/*/ { \"a\": 1 }", "CB1001 1:1-1:2")]
    public void Read_ACommentThatIsNotClosed_IsTheOneError(string text, string expected)
    {
        var file = Documents.Read(text);

        Assert.Equal([expected], file.Diagnostics.Select(Documents.Place));
        Assert.Contains("comment", file.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Null(file.Document);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void Read_ANumberThatJsonDoesNotHave_SaysWhoReadsIt(string number)
    {
        var found = Assert.Single(Documents.Read($"{{ \"a\": {number} }}").Diagnostics);

        Assert.Equal("CB1001", found.Id);
        Assert.Contains($"JSON has no '{number}'", found.Message, StringComparison.Ordinal);
        Assert.Contains("Newtonsoft.Json", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing can read it", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingCommas_AreAllReportedAndTheRestIsRead()
    {
        var file = Documents.Read("{\n  \"a\": 1\n  \"b\": 2\n  \"c\": 3\n}");

        Assert.Equal(["CB1001 3:3-3:4", "CB1001 4:3-4:4"], file.Diagnostics.Select(Documents.Place));
        Assert.Equal("3", Encoding.UTF8.GetString(file.Document!.Root["c"].Raw));
    }

    [Theory]
    [InlineData("{ \"a\": 1, \"b\": 2, \"a\": 3 }", "CB1005 1:19-1:22")]
    [InlineData("{ \"a\": 1, \"\\u0061\": 3 }", "CB1005 1:11-1:19")]
    [InlineData("{ \"o\": { \"x\": 1,\n \"x\": 2 } }", "CB1005 2:2-2:5")]
    public void Read_ANameTwice_TakesTheLastAndReportsIt(string text, string expected)
    {
        var file = Documents.Read(text);

        Assert.Equal([expected], file.Diagnostics.Select(Documents.Place));
        Assert.Equal(
            1,
            file.Document!.Root["o"].Exists
                ? file.Document.Root["o"].Count
                : file.Document.Root.Count - (file.Document.Root["b"].Exists ? 1 : 0));
    }

    [Fact]
    public void Read_ANameTwiceAmongHundreds_IsFound()
    {
        var members = Enumerable.Range(0, 300).Select(i => $"\"name{i}\": {i}").Append("\"name7\": 1");

        var file = Documents.Read("{" + string.Join(",\n", members) + "}");

        Assert.Equal(["CB1005 301:1-301:8"], file.Diagnostics.Select(Documents.Place));
        Assert.Contains("on line 8", file.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ByteOrderMark_IsReportedAndDoesNotShiftColumns()
    {
        var file = SourceFile.Read("a.json", (byte[])[0xEF, 0xBB, 0xBF, .. "{ \"a\": 1, }"u8], TestContext.Current.CancellationToken);

        Assert.Equal(["CB1004 1:1-1:1", "CB1002 1:9-1:10"], file.Diagnostics.Select(Documents.Place));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Read_AnyLineEnd_CountsLinesAndUtf16Columns(string lineEnd)
    {
        var file = Documents.Read($"{{{lineEnd}  \"größe😀\": 1,{lineEnd}}}");

        Assert.Equal(["CB1002 2:15-2:16"], file.Diagnostics.Select(Documents.Place));
    }

    [Fact]
    public void Read_Latin1_ReportsTheByteAndReadsTheRest()
    {
        var file = SourceFile.Read("a.json", Encoding.Latin1.GetBytes("{ \"a\": \"Brønn\", \"b\": 1 }"), TestContext.Current.CancellationToken);

        Assert.Equal(["CB1003 1:11-1:12"], file.Diagnostics.Select(Documents.Place));
        Assert.Equal(2, file.Document!.Root.Count);
        Assert.Equal("Br\uFFFDnn", file.Document.Root["a"].Text);
    }

    [Fact]
    public void Read_NestedDeeperThanTheBound_SaysSoAndStops()
    {
        var atBound = Documents.Read(new string('[', 63) + "{}" + new string(']', 63));
        var beyond = Documents.Read(new string('[', 1_000_000));

        Assert.DoesNotContain(atBound.Diagnostics, d => d.Id == "CB1006");
        Assert.Equal(["CB1006 1:65-1:66"], beyond.Diagnostics.Select(Documents.Place));
        Assert.Null(beyond.Document);
    }

    [Theory]
    [InlineData("", "CB1009")]
    [InlineData(" \r\n\t ", "CB1009")]
    [InlineData("MZ\0\0\u0001", "CB1009")]
    [InlineData("[]", "CB1011")]
    [InlineData("\"text\"", "CB1011")]
    public void Read_WhatIsNoDocument_SaysSo(string text, string expected)
    {
        var file = Documents.Read(text);

        Assert.Equal([expected], file.Diagnostics.Select(d => d.Id));
        Assert.Null(file.Document);
    }

    [Fact]
    public void Read_Utf16_SaysSo()
    {
        var file = SourceFile.Read("a.json", (byte[])[0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0], TestContext.Current.CancellationToken);

        Assert.Equal(["CB1009"], file.Diagnostics.Select(d => d.Id));
        Assert.Contains("UTF-16", file.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Utf32_SaysSo()
    {
        foreach (var encoding in (Encoding[])[new UTF32Encoding(bigEndian: false, byteOrderMark: true), new UTF32Encoding(bigEndian: true, byteOrderMark: true)])
        {
            var file = SourceFile.Read(
                "a.json", (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("{}")], TestContext.Current.CancellationToken);

            Assert.Contains("UTF-32", Assert.Single(file.Diagnostics, d => d.Id == "CB1009").Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_ThousandsOfLenientSpots_ReportsTheFirstOnes()
    {
        var file = Documents.Read("{ \"a\": \"" + new string('\t', 100_000) + "\" }");

        Assert.Equal(20, file.Diagnostics.Count);
        Assert.Equal(100_000, file.Document!.Root["a"].Text!.Length);
    }
}
