namespace TfNetLstm.Images;

/// <summary>The few characters that pictures need, 5 by 7 pixels: no font has to be installed.</summary>
internal static class Font5x7
{
    /// <summary>Pixels of a character, without the column between two.</summary>
    public const int Width = 5;

    /// <summary>Pixels of a character.</summary>
    public const int Height = 7;

    private static readonly Dictionary<char, string[]> s_glyphs = new()
    {
        ['0'] = [" ### ", "#   #", "#  ##", "# # #", "##  #", "#   #", " ### "],
        ['1'] = ["  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "],
        ['2'] = [" ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"],
        ['3'] = [" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "],
        ['4'] = ["   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "],
        ['5'] = ["#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "],
        ['6'] = [" ### ", "#    ", "#    ", "#### ", "#   #", "#   #", " ### "],
        ['7'] = ["#####", "    #", "   # ", "  #  ", " #   ", " #   ", " #   "],
        ['8'] = [" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "],
        ['9'] = [" ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "],
        ['>'] = ["     ", " #   ", "  #  ", "   # ", "  #  ", " #   ", "     "],
        ['%'] = ["##   ", "##  #", "   # ", "  #  ", " #   ", "#  ##", "   ##"],
        ['.'] = ["     ", "     ", "     ", "     ", "     ", " ##  ", " ##  "],
        [' '] = ["     ", "     ", "     ", "     ", "     ", "     ", "     "],
    };

    /// <summary>Whether a pixel of the character is set; a character that is not there is blank.</summary>
    public static bool IsSet(char c, int x, int y) => s_glyphs.TryGetValue(c, out var rows) && rows[y][x] == '#';
}
