/** Names of product series. Made up or plain words; a product takes one, as in "Arden pour-over kettle". */
export const seriesNames: readonly string[] =
  `Arden Alder Almera Amble Anselm Arbor Asta Aven Avery Baldur Barlow Basalt Bellis Beryl Birka Blythe
Bodil Bracken Brae Bramley Brisa Brook Calder Calla Camber Canto Carrow Cassel Cedra Cinder Clover Colm Corin Cove Cray Cresta
Dahl Dalby Damson Darrow Delve Denby Dorrit Drift Dune Dunmore Ebba Eddy Eider Elbe Elgin Elio Elver Ember Enso Eskil Esker
Evora Fable Fallow Faro Fenn Ferrow Fika Finch Fjord Flint Folke Foss Frey Galen Gannet Garrick Glade Glen Gorse Grove Gustaf
Hale Halden Harrow Haven Hazel Heath Hedda Helm Heron Hesper Hollis Hythe Ibsen Idun Ilex Inga Isola Ivo Jarl Jessamy Jolan
Juniper Kalmar Karst Kell Kestrel Kilda Kinross Knoll Lagoon Lark Larven Laurel Leda Lento Lerwick Linden Linnea Lodge Lomas
Lorne Lund Lyra Maren Marlo Marsh Meadow Mellow Mercer Merle Mica Milo Moor Morven Nave Nell Nerine Nevis Nilo Noor Norrland
Oda Olmo Onda Orkney Orla Osier Otter Paloma Pascal Peat Pell Penna Perrin Pilo Plover Porto Quarry Quill Quince Rana Raven
Reed Rialto Rill Rivel Roan Rook Rowan Runa Rye Sable Salix Sanna Sark Scilla Selby Senna Shale Siena Skerry Sloe Solo Sorrel
Stave Stora Sula Sund Tansy Tarn Teasel Tern Thea Tilia Tolva Torrin Tove Tull Turi Ulla Umber Ure Vale Varde Velo Vesper Vetch
Viola Wader Walden Wells Wharf Wick Willa Wren Yarrow Ymir Ysolde Zephyr Zinnia`.split(/\s+/);
