using UglyToad.PdfPig;
using UglyToad.PdfPig.Writer;

namespace TherapyCrm.Web.Exports;

/// <summary>Puts PDFs one behind the other.</summary>
public static class PdfMerge
{
    /// <summary>Pages of a file; null when it cannot be read, is locked by a password, or cannot be taken apart.</summary>
    public static int? PagesOf(byte[] file)
    {
        try
        {
            using var document = PdfDocument.Open(PdfMerger.Merge([file]));
            return document.NumberOfPages > 0 ? document.NumberOfPages : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException) // whatever is wrong with a file that somebody uploaded, it is listed instead
        {
            return null;
        }
    }

    /// <summary>All pages of all files in order.</summary>
    public static byte[] Of(IReadOnlyList<byte[]> files) => files.Count == 1 ? files[0] : PdfMerger.Merge(files);
}
