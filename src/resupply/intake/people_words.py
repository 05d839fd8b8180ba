"""Words in and around the names of people: titles, particles, and words that are never names."""

from resupply.intake.wordlists import words as words_of

#: Letters behind a name, no part of it.
LETTERS = frozenset(
    ["MP", "MPP", "MEP", "MSP", "MLA", "TD", "KC", "QC", "CBE", "OBE", "MBE", "PhD"]
)
#: Words in front of a name that make it a person's.
TITLES = words_of(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron king queen prince"
    " princess emir sheikh"
    " sheik president vice-president premier minister ministers pm chancellor secretary treasurer"
    " gov undersecretary"
    " under-secretary governor mayor senator sen rep representative congressman congresswoman"
    " ambassador amb envoy commissioner coordinator director chair chairman chairwoman chairperson"
    " chief head leader general gen lieutenant lt major maj colonel col captain capt sergeant sgt"
    " admiral adm brigadier brig commander cmdr marshal spokesperson spokesman spokeswoman"
    " speaker deputy adviser advisor administrator pope ayatollah imam bishop"
    " archbishop father sister brother saint hon mp mep state defence defense foreign prime affairs"
    " executive presidents chancellors senators ambassadors commissioners"
    " vice ceo founder analyst economist inspector colleague counterpart husband wife"
    " neighbour neighbor friend cousin manager officer engineer doctor nurse farmer mechanic driver"
    " pilot pastor priest teacher volunteer councillor historian researcher organiser organizer"
    " lawyer activist lawmaker taoiseach tánaiste deputies owner co-founder counsellor rector"
)
#: Of these only a few stand directly before a name; the others need company ("Foreign Minister").
WEAK = words_of(
    "state defence defense foreign prime affairs general major executive chief head deputy"
)
MALE = words_of(
    "mr sir lord king prince baron congressman chairman spokesman father brother sheikh pope"
)
FEMALE = words_of(
    "mrs ms miss dame lady queen princess baroness congresswoman chairwoman spokeswoman sister"
)
PARTICLES = words_of(
    "von van der den de del della da di dos du la le bin ibn al el ter ten af zu y bint ben"
)
#: Capitalised words that begin sentences or name things, never people.
NEVER = words_of(
    "the a an it he she they we i you this that these those in on at for from to of by with"
    " but and or as if so"
    " not no yes all some many most more other our their his her its my your there here what"
    " who when where why"
    " how which while after before since until under over about between during through"
    " according meanwhile"
    " however additionally moreover furthermore consequently nevertheless nonetheless similarly"
    " specifically currently previously recently separately initially overall altogether currently"
    " however also still then now today yesterday tomorrow monday tuesday wednesday thursday"
    " friday saturday"
    " sunday january february march april may june july august september october november"
    " december jan feb mar"
    " apr jun jul aug sep sept oct nov dec north south east west northern southern eastern"
    " western central"
    " european union forum summit conference council committee ministry department office"
    " agency government"
    " parliament army forces force navy air defence defense group fund bank world war day week"
    " month year"
    " leopard abrams patriot bradley himars challenger marder gepard caesar archer iris nasams"
    " stinger javelin"
    " million billion tonnes tons new both each every several one two three four five six"
    " seven eight nine"
    " ten first second third last next military humanitarian security aid weapons ammunition"
    " tank tanks"
    " programme program project plan initiative operation international national federal"
    " united nations"
    " republic kingdom states emergency response coordinator high commissioner food refugee"
    " children health"
    " black sea red cross airport port river lake camp crossing street university institute"
    " centre center"
    " facebook telegram twitter instagram youtube viber whatsapp tiktok press release photo file "
    "reuters afp ap news agency daily times post journal guardian"
    " source read"
    " statement update video image copyright via thanks thank dear please congress senate house"
    " bureau division directorate authority brigade battalion regiment corps association society"
    " federation foundation corporation special permanent resident acting interim assistant senior"
    " remarks trade cooperation commerce industry operating financial framework ship"
    " regional country administration command headquarters quote quotes details background"
    " reference recall policy representative joint chiefs staff services ambulance"
)
#: Words that end the name of an office, a body or a place, and no surname: "head of the Youth".
NO_SURNAMES = words_of(
    "affairs development cooperation relations reconstruction recovery integration transformation"
    " innovation environment climate agriculture fisheries forestry infrastructure transport"
    " transportation energy economy justice interior youth sports culture education science"
    " sciences labour labor employment tourism equality migration asylum veterans procurement"
    " logistics"
    " industries oblast region district county province city municipality municipalities"
    " organisations organizations associations societies studies strategy planning communications"
    " communication advocacy operations programmes programs media hospital clinic officer"
    " partnerships investment investments markets growth resilience protection preparedness"
    " nutrition exports policies management oversight accountability statistics digitalisation"
    " digitalization"
    " technology technologies finance finances budget taxation customs borders police intelligence"
    " relief reform reforms research academy training supply supplies support engagement outreach"
    " crisis disaster disasters water sanitation hygiene shelter gender women diaspora expatriates"
    " territories islands states nations council parliament assembly treasury exchequer peace"
    " democracy stability sustainability mobility housing works construction mines minerals"
    " petroleum electricity trustees auditors ministers governors directors elders chiefs"
)
#: Family names that come first in the names of their countries.
FAMILY_FIRST = words_of(
    "Guo Liu Chen Yang Zhao Huang Zhou Xu Zhu Gao Luo Deng Cao Feng Peng Zeng Xiao Tian Dong Yuan"
    " Cai Jiang Ding Shen Yao Qin Qian Qiu Xi Wang Li Zhang Yoon Lee Kim Park Cho Choi Chung Jung"
    " Han Shin Kang Moon"
)
