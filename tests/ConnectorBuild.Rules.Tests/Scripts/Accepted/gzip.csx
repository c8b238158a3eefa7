public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var response = await Context.SendAsync(Context.Request, CancellationToken);
        using (var input = await response.Content.ReadAsStreamAsync())
        using (var unzipped = new GZipStream(input, CompressionMode.Decompress))
        using (var reader = new StreamReader(unzipped, Encoding.UTF8))
        {
            response.Content = CreateJsonContent(await reader.ReadToEndAsync());
        }

        return response;
    }
}
