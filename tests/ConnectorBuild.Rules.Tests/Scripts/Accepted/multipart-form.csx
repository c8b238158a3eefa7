public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Convert.FromBase64String("AAAA"));
        file.Headers.ContentType = MediaTypeHeaderValue.Parse("application/pdf");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = "a.pdf" };
        form.Add(file);
        form.Add(new StringContent("x"), "title");
        Context.Request.Content = form;
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
