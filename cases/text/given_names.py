"""Given names that are one in several languages, and names that look alike and are not.

Each line (and what is indented below it) is one name, as the press of several languages spells it, with the
short forms that are used in public. Two names of different lines are never one, however near they sound
(`Emin`, `Emil`; `Mariam`, `Marina`); a name that stands nowhere is compared by its sound alone. Women's names
that are a man's with an ending have a line of their own (`Alexander`, `Alexandra`).
"""

import re
from functools import lru_cache
from typing import Final

from cases.text.scripts import ABJADS, script_of
from cases.text.sounds import sounds

_LINES: Final = """
Alexander Aleksandr Aleksander Alexandre Alejandro Alessandro Aleksandar Oleksandr Aliaksandr Alyaksandr
  Alexandros Alexandru Iskander Sándor Олександр Александр Аляксандр Александар Αλέξανδρος ალექსანდრე
  Саша Sasha Алесь Ales
Alexandra Αλεξάνδρα Aleksandra Oleksandra Aliaksandra Alejandra Александра Олександра Саша Sasha
Alexei Alexey Aleksei Oleksiy Oleksii Aliaksei Alexis Олексій Алексей Аляксей Lyosha Алёша Αλέξης
Alina Аліна Алина
Alena Алена Елена Elena Olena Alyona Yelena Helen Helena Hélène Олена Алёна Ελένη
Alla Алла
Ahmad Ahmed Ahmet Akhmed Achmed Ахмед Ахмад Əhməd Akhmad
Mehmet Mehmed Məmməd Mammad Mamed Мамед Muhammad Mohammed Mohamed Mohammad Muhammed Məhəmməd Mahammad
  Magomed Muhammet Mukhammad Mukhammed Мухаммед Мухаммад Магомед Мохаммед Мохаммад Мухамед Mahamadou
  Mamadou
Mahmud Mahmoud Makhmud Махмуд Mahmut
Hamid Хамид Hamit
Hamad Хамад
Hamza Хамза
Ali Əli Али Aly
Aliya Алия Əliyə
Amin Emin Эмин Амин Əmin
Amina Emina Амина
Emil Emile Эмиль Emilio
Emilia Эмилия Emily
Amir Emir Əmir Амир Эмир
Amira Амира
Anar Анар
Anvar Anwar Enver Ənvər Анвар Энвер Анвер
Anna Ganna Hanna Hannah Anne Ann Ганна Анна Anya Аня Άννα Աննա ანა
Anatoly Anatoli Anatolii Anatol Анатолий Анатолій
Andrei Andrey Andriy Andrii Andrej Andrew Andreas Andrés André Andrzej Андрей Андрій Анджей
  Андрэй Ανδρέας András
Andrea Andreea Андреа
Anton Antoni Antony Anthony Antonio Antoine Антон Антоній
Antonina Антонина
Aram Арам Արամ
Arman Арман Արման
Armen Армен Արմեն
Armine Arminé Армине Արմինե
Arsen Арсен Արսեն
Athanasios Thanasis Αθανάσιος Θανάσης Афанасий
Artur Arthur Arturo Артур
Artem Artyom Artiom Артём Артем
Ariel Ариэль
Uriel Уриэль
Arif Ариф Arief
Alakbar Ələkbər Alekper Алекпер Алакпер
Asif Асиф
Azam Аъзам Агзам Азам
Arnaud Арно
Aziz Азиз Əziz
Aziza Азиза
Bahram Bayram Байрам
Barbara Барбара
Boris Борис Барыс
Bohdan Bogdan Богдан
Camille Kamil Camil Камиль
Kamal Kemal Kamol Кемаль Камал Камаль
Kamila Camila Камила
Karim Kerim Carim Керим Карим Kareem
Karima Kərimə Карима
Carl Karl Charles Carlos Carlo Карл Шарль Чарльз Karel Károly Carol
Carla Karla Карла
Catherine Katherine Ekaterina Yekaterina Kateryna Katsiaryna Katarina Katarzyna Caterina Екатерина
  Катярына   Катерина Кацярына Katya Катя Catarina Kathrin Katharina Αικατερίνη
Khadija Xədicə Khadijah Hatice Khadidja Хадиджа
Khalid Khaled Xalid Халид Халед Halit
Khalida Халида
Khalil Xəlil Halil Халил Khaleel
Christian Кристиан Cristian
Christiane Cristiana Кристиана
Christina Cristina Кристина Kristina
Claude Клод
Claudia Клаудия
Konstantin Constantine Kostyantyn Konstantinos Costas Константин Костянтин Κωνσταντίνος კონსტანტინე
  Kastus
Daniel Daniil Danylo Даниил Данило Даниэль Daniyel
Daniela Даниэла
Daniyal Даниял
Daniyar Данияр
Daria Darya Дарья Dasha
David Davit Dawid Давид Davud Davood Dawood Դավիթ დავით דוד داود
Dmitry Dmitri Dmitrii Zmicier Зміцер Змицер Dmytro Dzmitry Dimitri Dmitriy Dimitrios Димитрий Дмитрий Дмитро
  Дзмітрый Δημήτρης Dima
Diana Диана
Edward Eduard Edouard Eduardo Эдуард Edvard
Elchin Elçin Эльчин
Elshan Elşən Эльшан
Eldar Эльдар
Heydar Haydar Heydər Гейдар Хайдар Heidar Haidar
Elmar Эльмар
Elmir Эльмир
Elman Эльман
Elmira Эльмира
Elizabeth Yelizaveta Elizaveta Елизавета Elisabeth Isabel Isabella
Erlan Yerlan Ерлан
Erzhan Yerzhan Ержан
Eva Ева Ewa
Eugene Эжен Yevgeny Evgeny Yevgeni Yevhen Yauhen Eugen Eugène Евгений Євген Яўген Jewgeni Evgueni Zhenya
Eugenia Yevgenia Evgenia Yevhenia Евгения Євгенія Женя Zhenya
Fatima Fatma Fatemeh Fatimah Фатима Fatime
Farid Fərid Ferit Фарид Fareed
Farida Фарида Fəridə
Fariz Фариз
Faris Фарис
Felix Феликс
Fernando Fernand Ferdinand Фернандо Фернан
Fernanda Фернанда
Frédérique Frederique Frederica Federica
Fikret Fikrat Фикрет
Francis Francisco François Francesco Franciszek Franz Франсуа Франц Ferenc Franco Франсиско
Fuad Fouad Fuat Фуад
Fyodor Fjodor Fedor Fedir Theodor Theodore Фёдор Федор Федір Feodor Θεόδωρος Fiodar
Gabriel Габриэль Gavriil
Gabriela Gabriella Gabrielle Габриэла
Galina Halyna Галина
George Georg Georges Georgi Georgy Giorgi Giorgos Yorgos Yiorgos Jorge Jerzy Heorhiy György Дьёрдь Gheorghe
  Георгий Георгій Георги Γιώργος Γεώργιος გიორგი Йоргос Джордж Хорхе Gevorg Ежи
Gerhard Gerhart Gerhardt Герхард Герхарт Гергард Гергарт Ґергарт
Hubert Хуберт Губерт Hubertus
Grigory Gregory Grigori Hryhoriy Grzegorz Grigol Григорий Григорій Грегор Gregor Ryhor გრიგოლ Գրիգոր
  Krikor
Gulnara Gulnora Gülnarə Гульнара Гульнора
Günter Guenter Günther Guenther Гюнтер Gunter Gunther
Habib Хабиб Габиб
Hafez Hafiz Хафиз Хафез
Hafiza Хафиза
Hasan Hassan Həsən Гасан Хасан Hasen Khasan
Hussein Husayn Hüseyn Huseyn Husain Hussain Hossein Гусейн Хусейн Husein Houssein Guseyn Hoseyn
Heinrich Henry Henri Henrik Генрих Генри Анри Henryk Enrique
Hugo Hugh Уго Хуго
Ivane Vano Ivano ვანო
Ivan Иван Іван Iwan
Ivana Ivanna Иванна Іванна
Ian Иан
Igor Ihor Ihar Игорь Ігор Ігар
Ibrahim Ebrahim Ибрагим İbrahim Abraham Avraham Abram Авраам Ibragim Brahim
Ilham Ilkham Ильхам Ilcham Elham
Ilhan Ilkhan Ильхан
Ilgar İlqar Ильгар Ilqar
Ilya Ilia Illia Илья Ілля Elijah
Isaiah Yeshayahu Yeshaya Исайя ישעיהו
Inna Инна Інна
Nina Нина Ніна
Intigam İntiqam Интигам
Irina Iryna Irene Irène Ирина Ірина
Isaac Yitzhak Yitzchak Jitzchak Itzhak Исаак Ицхак İshaq Ishaq Исхак יצחק
Ismail Ismayil İsmayıl Исмаил Ismael Smail Esmail
Jack Jacques Jakob Jacob Yakov Yaakov Yaqub Jacobo Жак Яков Якоб Якуб Jakub Yakub Yaakub Jaques جاك
Jamal Jamaal Djamal Dschamal Gamal Cemal Camal Джамал Джамаль Гамаль جمال
Jamil Djamil Jameel Cemil Cəmil Джамиль Джамил
Jamila Cəmilə Джамиля Djamila Cemile
Jafar Jaafar Cəfər Cafer Djafar Dschafar Джафар Ja'far Jafer
Jan Ян
Janina Янина
Jean Жан
John Johann Johannes Hans Иоганн Джон Ιωάννης Yannis Yiannis Yanis Giannis Янис Янніс Giovanni João
  Hovhannes Оганес Yohannes Ованес
Juan Хуан
Joseph Josef José Józef Giuseppe Iosif Yosef Osip Yusuf Youssef Yousef Jusuf Иосиф Йосиф Осип Юсуф Жозеф Жозе
  Хосе Yusif Josip Yossi Jozef
Julia Yulia Yuliya Iulia Julija Юлия Юлія Julie Юля Ioulia
Julius Yuly Юлий
Laila Leyla Leila Layla Лейла Ləyla
Lala Лала Lalə
Larisa Larysa Лариса Ларыса
Leo Lev Lew Лев Léon Leon Leonas
Leonid Leanid Леонид Леонід Леанід
Levan Леван ლევან
Levon Левон Լևոն Lewon
Agnès Agnes Агнес Аньес Agnieszka Агнешка
Jiří Иржи
Zamir Замир
Zamira Замира
Liudmila Lyudmila Ludmila Ludmilla Людмила Liudmyla
Louis Ludwig Luis Luiz Луи Людвиг Луис Luigi
Magda Магда
Mark Marc Marcus Markus Marco Марк Marko Марко Marek Марек
Makar Макар
Manuel Мануэль Emmanuel Emanuel Emmanouil Manolis Μανώλης Εμμανουήλ Эммануэль Эммануил Эмануэль
Margaret Margarita Margarethe Маргарита Małgorzata Малгожата
Maria Mariya Maryia Marie Mary Marya Мария Марія Марыя Maryja Masha Маша Marija Μαρία
Mariam Maryam Meryem Məryəm Мариам Марьям Miriam Miryam Мириам მარიამ Mariyam
Marina Maryna Марина
Marine Марин
Marion Марион
Mario Marios Марио Μάριος
Martin Мартин Martín Márton Marcin
Martina Martine Мартина
Masud Massoud Масуд Mesut
Maxim Maksim Maksym Максим Максім Maxime
Mehdi Mahdi Мехди Mehti
Mahdieh Mahdiyeh Mahdia Махдие
Mehman Мехман
Michael Mikhail Mikhael Mykhailo Mikheil Micheil Michail Michel Miguel Mikhaïl Михаил Михайло Мишель
  Михеил მიხეილ Mijaíl Mihail Mihály Michał Mikael Міхаіл Misha Mike Майкл Майк
Melania Мелания
Mikita Nikita Никита Микита Мікіта
Murad Murat Мурад Мурат
Mukhtar Muhtar Muxtar Мухтар Мұхтар
Mustafa Mostafa Moustafa Мустафа
Nadir Nader Надир
Nadira Надира
Nazir Назир
Nazim Назим Nâzım
Nazima Назима
Nadezhda Nadiya Надежда Надія
Naguib Nagib Najib Нагиб Наджиб Necip
Nasim Насим Nesim
Nasrin Насрин Nəsrin
Natalia Nataliya Natalya Natalie Natallia Nathalie Наталья Наталия Наталія Наталля Natasha
Nicholas Nikolai Nikolay Mykola Mikalai Nicolas Nicolae Nikolaus Nikolaos Nikolaï Николай Микола Мікалай
  Nikos Νίκος Νικόλαος Nikoloz Nick Nika Nicola Mikola
Nigar Нигяр Нигар
Nikol Никол
Nino Нино ნინო
Nana Нана
Nurlan Нурлан Нұрлан
Olga Olha Volha Ольга Вольга
Oleg Oleh Aleh Олег Алег
Omar Umar Ömər Ömer Омар Умар Omer Oumar
Amr Amru Амр
Osman Осман Othman Uthman Usman Усман Osmon
Otto Отто
Usama Osama Oussama Усама Осама
Pavel Pavlo Paul Pavlos Pablo Paweł Paulo Paolo Павел Павло Павал Пабло Pál Pawel Поль Пол Παύλος
Paula Paola Паула Paule
Pedro Peter Pyotr Petr Petro Piotr Pierre Pjotr Petros Péter Пётр Петр Петро Педро Пьер Pëtr Pietro
  Piatro Petar Boutros Петер
Philip Philippe Felipe Филипп Filip
Polad Полад
Polina Полина
Raisa Раиса
Rahim Rəhim Рагим Рахим
Ramil Рамиль
Ramin Рамин
Ramiz Рамиз
Rashad Reshad Rəşad Рашад
Rashid Rəşid Рашид Rachid Raschid Reşit
Rashida Rachida Рашида
Rasul Rasool Rəsul Resul Расул
Rauf Рауф
Rafiq Rafik Рафик Refik
Robert Roberto Роберт
Roman Raman Роман Раман
Rustam Rustem Rüstəm Рустам Рустем
Ruslan Руслан
Richard Ricardo Рихард Ричард
Rudolf Рудольф
Said Saeed Səid Саид Sait Saïd
Saida Səidə Саида
Saad Saʻd Sadi Saadi
Salih Saleh Salikh Solih Салих Солих Salah
Salim Selim Səlim Салим Селим
Salima Салима
Salman Salmon Салман
Suleiman Sulayman Süleyman Soliman Сулейман Solomon
Samad Səməd Самед Самад
Samir Сəмир Самир Sameer
Samira Самира
Samuel Самуил Samuil Shmuel
Sara Sarah Сара
Sebastian Sébastien
Serge Sergei Sergey Serhiy Serhii Siarhei Siarhiej Sergio Sergej Sergueï Sergiy Сергей Сергій Сяргей Sarkis
  Серж Սերժ
Serik Серик
Sevil Севиль
Sevinj Sevinc Севиндж
Shahin Şahin Шахин
Shahid Шахид
Simon Shimon Semyon Semen Симон Семён Семен Шимон Simeon שמעון Syaman
Simone Симона
Sofia Sophia Sofya Sophie Sofiya Софья София Софія
Stanislav Stanislaus Stanisław Станислав
Stanislava Stanisława Станислава
Stephen Steven Stefan Stepan Stephan Étienne Степан Стефан Steffan István Esteban Szczepan Stepanos
  Estevan
Svetlana Sviatlana Svitlana Swetlana Светлана Світлана Святлана Svyatlana
Sviatoslav Svyatoslav Святослав
Tahir Tair Тахир Таир
Taras Тарас
Tatiana Tatyana Tetiana Tatjana Tatsiana Татьяна Тетяна Таццяна Tanya
Thomas Tomás Tomasz Tom Томас Фома Tamás Toma
Timur Tymur Тимур Temur Teymur Теймур
Tofig Tofiq Tofik Tawfiq Tevfik Тофик Тауфик Taufik
Tural Турал
Turan Туран
Vahid Wahid Вахид
Vahab Vahhab Wahab Вахаб
Vasily Vasyl Vasil Vassili Wassili Basil Vasile Василий Василь Vasili Vassilis Wassily
Valentin Valiantsin Валентин Валянцін
Valentina Валентина
Julio Julius Jules Giulio Хулио Юлий
Antonia Antonietta Αντωνία
René Rene
Renée Renee Renata Рената
Danielle Даниэль
Pascal Паскаль
Pascale
Valery Valeri Valeriy Valerii Валерий Валерій Valéry
Valeria Valeriya Валерия Валерія
Vardan Вардан
Vazgen Вазген
Vera Вера Віра
Victor Viktor Viktar Wiktor Віктор Виктор Віктар Víctor
Victoria Viktoria Viktoriya Виктория Вікторія
Vladimir Volodymyr Uladzimir Wladimir Wolodymyr Владимир Володимир Уладзімір Vladimír Włodzimierz
  Volodya Volodimir
Vladislav Vladyslav Uladzislau Władysław Владислав Ladislav László
Vugar Vuqar Вугар
Vyacheslav Viacheslav Вячеслав В'ячеслав Wiaczesław
William Wilhelm Guillaume Guillermo Вильгельм Уильям Willem Bill
Yunis Yunus Younes Юнус Юнис
Yuri Yuriy Yury Iouri Juri Yurii Юрий Юрій Юры Jurij Jury
Zahid Захид Загид
Zakhar Захар
Hilal Хилал
Bilal Билал
Hillary Хиллари
Ilyas Ильяс
Giyas Qiyas Гияс
Karen Карен
Karine Карине
Nadia Надия
Nadina Надина
Lola Лола
Lora Лора
Ahmadou Amadou
Mirjana Мирјана
Mira Мира
Donald Дональд
Angela Ангела Anjela
Angelika Ангелика Angelica
Avigail Avi
Ehud Эхуд
Michelle Michèle Мишель
Eric Erik Эрик
Nazrin Nəzrin Назрин
Javad Cavad Джавад Jawad
Javid Cavid Джавид
Cem Джем
Can Джан
Sergio Серхио
Muammar Moammar Муаммар
Asad Əsəd Асад
Asadullah Асадулла
Fidan Фидан
Firdovsi Ferdowsi
Natig Natiq Натиг Натик
Nasir Nasser Nosir Насир Nasır
Nasiba Насиба
Salam Салам
Rahmon Rakhmon Рахмон
Rahman Rəhman Рахман Рагман
Latif Lətif Латиф
Latifa Лятифа Латифа
Majid Məcid Mecit Маджид
Majida Маджида
Malik Malek Məlik Малик
Malika Малика
Nuri Nouri Нури
Nura Нура
Zeynab Zainab Zeynəb Зейнаб Zeinab
Zahra Zəhra Захра
Mariana Marianna Марианна Мар'яна
Albert Alberto Альберт Альбер ألبير البير
Alfred Alfredo Альфред
Arnold Арнольд
Bernard Bernhard Bernardo Бернард
Cyril Kirill Kyrylo Kiril Кирилл Кирило
Clara Klara Клара
Dennis Denis Denys Денис
Dominic Dominik Dominique Доминик
Ernest Ernst Ernesto Эрнест Эрнст
Frederick Friedrich Frédéric Federico Fryderyk Fritz Fred Фридрих Федерико Фредерик
Gustav Gustave Gustavo Густав
Irakli Ираклий Ираклі ირაკლი
Joan Joanna Johanna Джоан Иоанна Жанна Jeanne Zhanna Janna
Kira Кира
Lydia Lidia Lidiya Лидия
Lilia Liliya Лилия
Lina Лина
Lucia Lucía Лючия Люсия
Luc Люк Luke Lucas Luca Lukas Лука
Marat Марат
Martha Marta Марта
Matthew Matthias Mateusz Matteo Matvei Mateo Matthieu Матвей Матиас Матвій
Maurice Moritz Maurizio Морис
Miroslav Myroslav Mirosław Мирослав
Miroslava Myroslava Мирослава
Monica Monika Моника
Oscar Oskar Оскар
Oksana Oxana Aksana Оксана Аксана
Patrick Patrik Патрик
Patricia Патриция
Raul Raúl Рауль
Raymond Ramón Раймонд Рамон
Renata Рената
Ronald Рональд
Rosa Роза
Susan Suzanne Susanna Zuzana Zuzanna Сюзанна Сусанна
Sylvia Silvia Сильвия
Teresa Theresa Thérèse Тереза
Timothy Timofei Tymofiy Тимофей
Vincent Vicente Vincenzo Винсент Венсан
Walter Вальтер
Vitaly Vitali Vitaliy Vital Виталий Віталій
Arseny Arseni Arseniy Арсений Арсеній
Yaroslav Jarosław Iaroslav Ярослав Jaroslav
Yaroslava Jarosława Ярослава
Zoya Zoia Soja Зоя
Elnur Эльнур
Elnura Эльнура
Elvin Эльвин
Elvira Эльвира
Aygun Aygün Айгюн Айгун
Aytan Aytən Айтен Ayten
Aysel Айсель
Aynur Ainur Айнур
Aygul Aigul Айгуль
Gunel Günel Гюнель
Gunay Günay Гюнай
Kamran Кямран Камран
Kenan Kənan Кенан Кянан
Konul Könül Кёнуль
Murtuz Муртуз
Orkhan Orxan Орхан Orhan
Parviz Pərviz Парвиз Первиз Pervez
Parvin Pərvin Парвин Первин
Sabina Сабина
Sabir Sabr Сабир
Sabit Сабит
Sanan Sənan Санан
Shahla Шахла Şəhla
Shirin Şirin Chirine Ширин
Tarlan Тарлан
Togrul Toğrul Toghrul Тогрул
Ulvi Ülvi Ульви
Ulviya Ülviyyə Ульвия
Vafa Vəfa Вафа
Vusal Vüsal Вусал
Vusala Vüsalə Вусала
Yashar Yaşar Яшар
Zaur Заур
Ziya Zia Зия
Ayaz Аяз
Araz Араз
Hikmet Hikmat Hikmət Хикмет Гикмет
Agil Aqil Агиль Акиль
Aidar Aydar Айдар
Askar Asker Аскар Əsgər
Aslan Аслан
Arslan Арслан
Bolat Bulat Болат Булат
Dina Дина
Dinara Dinarə Динара
Kairat Qairat Кайрат Қайрат
Nurzhan Nurjan Нуржан
Nursultan Нурсултан
Sultan Султан
Almas Almaz Алмас Алмаз
Almazbek Алмазбек
Adil Adel Адиль Адил
Adila Адиля Адила
Akram Akrom Əkrəm Акрам Ekrem
Akbar Əkbər Akbər Акбар Ekber
Asghar Asgar Асгар
Ashraf Əşrəf Ашраф Eşref
Bashar Bəşər Башар
Bashir Bəşir Башир Beşir Bechir
Faisal Faysal Feisal Фейсал Файсал
Fadi Фади
Hani Хани
Hisham Hicham Хишам
Hosni Husni Hüsnü Хосни
Ihsan Ehsan İhsan Ихсан
Imad Emad Имад
Iman Eman Иман
Jalal Djalal Celal Cəlal Джалал Джелял Dzhelyal
Kazem Kazim Kazım Казем Казим
Khalifa Халифа
Lubna Loubna
Maher Mahir Махер Махир
Maha Маха
Marwan Мерван Марван
Marwa Марва
Mona Muna Мона
Munir Mounir Мунир Münir
Munira Mounira Мунира
Nabil Набиль
Nabila Набила
Nawal Наваль
Raed Raid
Rania Рания
Rami Рами
Riad Riyad Riyadh Рияд
Sami Сами
Samia Самия
Sana Сана
Shadi Шади
Sharif Sherif Cherif Şərif Шариф Шериф
Tariq Tarek Tarık Tarik Тарик Тарек
Talal Талал
Walid Waleed Валид
Wael Вайль
Yahya Yəhya Yehia Яхья
Yasin Yassin Yassine Ясин
Yasir Yasser Yaser Ясир Ясер Jassir
Yasmin Yasmine Jasmin Ясмин
Zaid Zayd Zeid Зейд
Ziad Ziyad Зияд
Mahnaz Махназ
Mahsa Махса
Narges Nargiz Nərgiz Наргиз Наргес Nergis
Ravan Rəvan Раван
Rovshan Rövşən Ровшан Рөвшан
Rafael Raphael Рафаэль Рафаил
Sergen Серген
Ilgiz Ильгиз
Musa Moussa Муса Mousa
Muslim Müslüm Муслим
Idris İdris Идрис Driss
Ismat İsmət İsmet Исмет
Rza Reza Rıza Реза Рза Riza
Razi Рази
Vali Wali Vəli Вели Veli Вали
Petra Петра
Louise Luise Luisa Луиза
Martina Мартина
Josefa Josefina Josephine Жозефина
Stefania Stefanie Stephanie Стефания
Nicole Николь
Michaela Михаэла
Jana Yana Яна
Marcel Marcello Марсель
Marcela Marcella Marcelle Марсела
Francisca Francesca Françoise Франсуаза Franziska Franciszka Франческа Франциска
Caroline Carolina Karolina Каролина
Roberta Роберта
""".strip()


# What spellings of one given name disagree about: coarser than sounds, finer than the keys of a search, which
# merge e with a (Teresa, Тараса).
_COARSE: Final = str.maketrans("xXjcCZ2wqgG93yTD5S", "hhJJJJJvkkkaeitdss")


def _keys(word: str) -> frozenset[str]:
    """Without vowels a key says too little: such a name counts only as it is listed."""
    if script_of(word) in ABJADS:
        return frozenset({word})
    return frozenset(sound.translate(_COARSE) for sound in sounds(word))


@lru_cache(maxsize=1)
def _lines_by_key() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(re.split(r"\n(?! )", _LINES)):
        for spelling in line.split():
            for key in _keys(spelling):
                found.setdefault(key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


@lru_cache(maxsize=65536)
def given_names(word: str) -> frozenset[int]:
    """The numbers of the lines in which this given name stands; empty where it is in none."""
    table = _lines_by_key()
    return frozenset().union(*(table.get(key, frozenset()) for key in _keys(word)))
